"""`inbox` and `inbox reread`."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from typing import Annotated, NoReturn

import typer

from chassis.cli.parked import configured, settings_of
from chassis.operations.rereading import plan_rereading, reread
from chassis.service.publishing import UNREACHABLE
from chassis.service.service import Service
from chassis.service.stores import open_store

Whole = Annotated[
    bool,
    typer.Option("--whole", help="The topic's owner confirms that it was wiped and republished completely."),
]
Yes = Annotated[bool, typer.Option("--yes", help="Do it. Without this, it only says what it would do.")]


def inbox_cli(service: Service, run: Callable[[], None]) -> typer.Typer:
    """`inbox` runs the role, `inbox reread` repairs its positions."""
    cli = typer.Typer(help="Run the inbox only; `inbox reread` continues in a topic that has lost records.")

    @cli.callback(invoke_without_command=True)
    def inbox(context: typer.Context) -> None:
        if context.invoked_subcommand is None:
            run()

    @cli.command("reread")
    @configured
    def reread_topic(topic: str, *, whole: Whole = False, yes: Yes = False) -> None:
        """Read from its beginning a partition that has lost the next records. Stop the inbox first."""
        _reread(service, topic, whole=whole, yes=yes)

    return cli


def _reread(service: Service, topic: str, *, whole: bool, yes: bool) -> None:
    settings = settings_of(service)
    with closing(open_store(service, settings)) as database:
        try:
            planned = plan_rereading(settings, database, topic)
        except UNREACHABLE as error:
            _abort(f"the broker does not answer ({type(error).__name__})")
        for gap in planned.gaps:
            typer.echo(f"{topic}/{gap.partition}: next offset to read {gap.wanted}, begins at {gap.begins}")
        if not planned.gaps:
            typer.echo(f"Nothing to do: {topic} has the records to read next.")
            return
        if not whole and not all(gap.is_safe for gap in planned.gaps):
            _abort("records may be lost; ask the topic's owner to republish, then add --whole")
        if not yes:
            _abort("add --yes to proceed")
        reread(database, planned)
    typer.echo("The inbox will read from the beginning, and skip the records that it has already applied.")


def _abort(reason: str) -> NoReturn:
    typer.echo(f"nothing changed: {reason}", err=True)
    raise typer.Exit(1)
