"""`verify-disclosures`: is the log of disclosures what was once written?"""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import Annotated

import typer

from chassis.cli.parked import configured, settings_of
from chassis.decisions.disclosure_checks import CheckedLog, CheckLogs, parsed_anchor, text_of
from chassis.decisions.work import Work
from chassis.service.service import Service
from chassis.service.stores import open_store
from samplan.bus.store.transactions import Database
from samplan.privacy.disclosure_log import Anchor

Expect = Annotated[str, typer.Option(help="An anchor kept elsewhere: a log has to continue from there.")]


def add_verify_disclosures(cli: typer.Typer, service: Service, check: CheckLogs) -> None:
    """`verify-disclosures`."""

    @cli.command("verify-disclosures")
    @configured
    def verify_disclosures(expect: Expect = "") -> None:
        """Compare each log of disclosures with what was once written: exit code 1 if it was edited or cut."""
        anchor = _anchor(expect) if expect else None
        with closing(open_store(service, settings_of(service))) as database:
            logs = _checked(database, check)
            is_held = anchor is None or any(log.holds(anchor) for log in logs)
        for log in logs:
            typer.echo(_line(log), err=log.broken_at is not None)
        if not is_held:
            typer.echo("no log holds the expected anchor", err=True)
        if not is_held or any(log.broken_at is not None for log in logs):
            raise typer.Exit(1)


def _checked(database: Database, check: CheckLogs) -> list[CheckedLog]:
    """Looks again at a break: an entry that is stored meanwhile may be seen in one of the copies alone."""
    first, second = _look(database, check), []
    if any(log.broken_at is not None for log in first):
        second = _look(database, check)
    again = {log.name: log.broken_at for log in second}
    return [replace(log, broken_at=None) if again.get(log.name) != log.broken_at else log for log in first]


def _look(database: Database, check: CheckLogs) -> list[CheckedLog]:
    with database.reading() as tx:
        return list(check(database, Work(tx)))


def _line(log: CheckedLog) -> str:
    if log.broken_at is not None:
        return f"{log.name}: broken at {log.broken_at}"
    return f"{log.name}: whole up to {text_of(log.head)}"


def _anchor(text: str) -> Anchor:
    try:
        return parsed_anchor(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
