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
    bool, typer.Option("--whole", help="The owner says that the topic was wiped and published again whole.")
]
Yes = Annotated[bool, typer.Option("--yes", help="Do it; else it is only told.")]


def inbox_cli(service: Service, run: Callable[[], None]) -> typer.Typer:
    """`inbox` runs, `inbox reread` mends."""
    cli = typer.Typer(help="Take in other services' events only; `inbox reread` goes on in a trimmed topic.")

    @cli.callback(invoke_without_command=True)
    def inbox(context: typer.Context) -> None:
        if context.invoked_subcommand is None:
            run()

    @cli.command("reread")
    @configured
    def begin_anew(topic: str, *, whole: Whole = False, yes: Yes = False) -> None:
        """Begin anew where a topic has lost what would be read next. Stop the inbox first."""
        _begin_anew(service, topic, whole=whole, yes=yes)

    return cli


def _begin_anew(service: Service, topic: str, *, whole: bool, yes: bool) -> None:
    settings = settings_of(service)
    with closing(open_store(service, settings)) as database:
        try:
            planned = plan_rereading(settings, database, topic)
        except UNREACHABLE as error:
            _nothing_done(f"the broker does not answer ({type(error).__name__})")
        for gap in planned.gaps:
            typer.echo(f"{topic}/{gap.partition}: would go on at {gap.wanted}, begins at {gap.begins}")
        if not planned.gaps:
            typer.echo(f"Nothing to do: {topic} has all that is to be read next.")
            return
        if not whole and not all(gap.is_safe for gap in planned.gaps):
            _nothing_done("something may lie between; let the owner republish, then say --whole")
        if not yes:
            _nothing_done("say --yes")
        reread(database, planned)
    typer.echo("Begins anew there; what was taken in before is skipped.")


def _nothing_done(why: str) -> NoReturn:
    typer.echo(f"nothing done: {why}", err=True)
    raise typer.Exit(1)
