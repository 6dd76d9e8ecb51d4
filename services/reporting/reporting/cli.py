"""The commands of every service, and three of its own: `rebuild`, `freeze` and `digest`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from chassis.cli.commands import service_cli
from chassis.cli.parked import configured, settings_of
from chassis.decisions.clock import clock_of, today
from chassis.service.stores import open_store
from reporting.programmes.definitions import load_definitions
from reporting.projection import rebuild as rebuilding
from reporting.projection.digest import projection_digest
from reporting.releases import freeze as freezing
from reporting.service import SERVICE
from samplan.bus.reading.catch_up import StillCatchingUp
from samplan.bus.store.digests import RecordsDamaged
from samplan.bus.store.transactions import Database

Shadow = Annotated[bool, typer.Option("--shadow", help="Beside the live view: the only mode.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only compare: exit 1 when the views differ.")]

cli = service_cli(SERVICE)


@cli.command()
@configured
def rebuild(*, shadow: Shadow = True, dry_run: DryRun = False) -> None:  # noqa: ARG001  # the only mode; the operator may name it
    """Fold every fact again and replace the view. Live events are received meanwhile."""
    database = _store()
    try:
        with _progress() as progress:
            if dry_run:
                _print(rebuilding.compare(database, progress))
                return
            done = rebuilding.rebuild(database, progress)
    except RecordsDamaged as found:
        typer.echo(f"the view is unchanged: a fact is damaged\n{found}", err=True)
        raise typer.Exit(1) from None
    except rebuilding.Superseded:
        typer.echo("another rebuild has started since: this one stops", err=True)
        raise typer.Exit(1) from None
    typer.echo(f"rebuilt from {done} facts")


def _print(found: rebuilding.Comparison) -> None:
    if found.live == found.folded:
        typer.echo(f"the view is what its {found.facts} facts say: {found.live}")
        return
    typer.echo(f"the view is {found.live}, and its {found.facts} facts say {found.folded}: rebuild")
    raise typer.Exit(1)


@cli.command()
@configured
def freeze(programme: str) -> None:
    """Publish a programme's figures: one snapshot as of its last day, never changed afterwards."""
    settings = settings_of(SERVICE)
    database = _store()
    try:
        known = load_definitions(settings.programmes_dir)[programme]
        with clock_of(settings, database):
            taken = freezing.freeze(database, known, today())
    except KeyError:
        raise typer.BadParameter("there is no such programme") from None
    except freezing.NotFrozen as refused:
        typer.echo(str(refused), err=True)
        raise typer.Exit(1) from None
    except StillCatchingUp:
        typer.echo("not every event is applied yet: freeze when the service is ready", err=True)
        raise typer.Exit(1) from None
    typer.echo(f"frozen as of {taken.as_of}, from {taken.last_fact} facts")


@cli.command()
@configured
def digest() -> None:
    """Print the digest of the view: equal views have equal digests, in any store."""
    with _store().reading() as tx:
        typer.echo(projection_digest(tx))


def _store() -> Database:
    return open_store(SERVICE, settings_of(SERVICE))


@contextmanager
def _progress() -> Iterator[rebuilding.Progress]:
    """A bar on a terminal; elsewhere a line for each tenth."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _Lines()
        return
    columns = (TextColumn("facts"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console) as bar:
        task = bar.add_task("facts", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


class _Lines:
    def __init__(self) -> None:
        self._tenths = -1

    def __call__(self, done: int, total: int) -> None:
        tenths = 10 if total == 0 else 10 * done // total
        if tenths > self._tenths:
            self._tenths = tenths
            typer.echo(f"{done} of {total} facts", err=True)
