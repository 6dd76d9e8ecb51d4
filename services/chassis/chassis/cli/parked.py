"""`parked list/show/replay/discard`: an operator's commands for parked records."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Annotated, Any, NoReturn
from uuid import UUID

import typer
from rich.console import Console
from rich.table import Column, Table

from chassis.service.business_date import consumer_of
from chassis.service.service import Service
from chassis.service.stores import open_store
from chassis.settings.environment import BadConfiguration, Settings, load_settings
from samplan.bus.reading.closings import EVERYONE
from samplan.bus.reading.discards import NeedsAnotherOperator
from samplan.bus.reading.intake import replay
from samplan.bus.reading.parked import ParkedRow, discard, list_parked, raw
from samplan.bus.store.migrations import SchemaIsNewer
from samplan.bus.store.transactions import Database

EX_CONFIG = 78
Ids = Annotated[bool, typer.Option("--ids", help="Only the ids, one per line.")]
Operator = Annotated[
    str | None, typer.Option("--operator", help="Your name, where two operators must discard it.")
]
Raw = Annotated[bool, typer.Option("--raw", help="Every byte. It may be personal data: mind who can see it.")]


def settings_of(service: Service) -> Settings:
    """The service's settings. Raises BadConfiguration."""
    return load_settings(service.settings)


def configured(command: Callable[..., None]) -> Callable[..., None]:
    """Turns a configuration error into one line of output and exit code 78."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except (BadConfiguration, SchemaIsNewer) as error:
            typer.echo(f"configuration: {error}", err=True)
            raise typer.Exit(EX_CONFIG) from None

    return run


def parked_cli(service: Service) -> typer.Typer:
    """The commands for a service's parked records."""
    cli = typer.Typer(help="Records that could not be applied.", no_args_is_help=True)

    @cli.command("list")
    @configured
    def list_all(*, ids: Ids = False) -> None:
        """All parked records, oldest first."""
        (_print_ids if ids else _print_table)(open_store(service, settings_of(service)))

    @cli.command("show")
    @configured
    def show(parked_id: str, *, raw: Raw = False) -> None:
        """One record: its envelope, and only the size of everything else, which may be personal data."""
        _print_record(open_store(service, settings_of(service)), parked_id, unredacted=raw)

    @cli.command("replay")
    @configured
    def replay_one(parked_id: str) -> None:
        """Apply a record again, and then the records of its aggregate that wait behind it."""
        _replay(service, settings_of(service), parked_id)

    @cli.command("discard")
    @configured
    def discard_one(parked_id: str, operator: Operator = None) -> None:
        """Discard one record. For one that closes everything, two operators must do so, with --operator."""
        _discard(open_store(service, settings_of(service)), parked_id, operator)

    return cli


def _print_ids(database: Database) -> None:
    for row in list_parked(database):
        typer.echo(row.id)


def _print_table(database: Database) -> None:
    """Fits in 80 columns: longer text is wrapped, not truncated."""
    widths = {"id": 12, "record": 36, "why": None, "parked at": 10}
    columns = [Column(name, overflow="fold", width=width) for name, width in widths.items()]
    table = Table(*columns, box=None, pad_edge=False)
    for row in list_parked(database):
        position = f"{row.topic}/{row.partition}/{row.offset}\n{_key(row.key)}"
        why = "\n".join(filter(None, (row.reason, row.error, _closing(row))))
        table.add_row(row.id, position, why, f"{row.parked_at[:10]}\n{row.parked_at[11:16]} UTC")
    Console(markup=False, highlight=False).print(table)


def _key(key: str | None) -> str:
    """The aggregate's id; any other key is not printed, since it may be personal data."""
    try:
        return str(UUID(key or ""))
    except ValueError:
        return "no aggregate's key"


def _closing(row: ParkedRow) -> str:
    """What the record closes while it is parked."""
    if not row.closes:
        return ""
    return "closes all" if row.closes == EVERYONE else "closes subject"


def _print_record(database: Database, parked_id: str, *, unredacted: bool) -> None:
    received = raw(database, parked_id)
    if received is None:
        _refuse_unknown()
    for name, header in received.headers:
        is_envelope = received.event is not None and name.startswith("ce_")
        typer.echo(f"{name}: {header!r}" if unredacted or is_envelope else f"{name!a}: {_size(header)}")
    typer.echo(repr(received.value) if unredacted else f"value: {_size(received.value)}")


def _size(value: bytes | None) -> str:
    return "null" if value is None else f"{len(value)} bytes, sha256 {sha256(value).hexdigest()[:12]}"


def _replay(service: Service, settings: Settings, parked_id: str) -> None:
    database = open_store(service, settings)
    consumer = consumer_of(service, settings, service.application(settings, database))
    try:
        count = replay(database, consumer, parked_id)
    except Exception as error:  # noqa: BLE001  # the operator sees the class of any error
        typer.echo(f"still refused: {type(error).__name__}", err=True)
        raise typer.Exit(1) from None
    if not count:
        _refuse_unknown()
    typer.echo(f"applied: {count}")


def _discard(database: Database, parked_id: str, operator: str | None) -> None:
    try:
        if not discard(database, parked_id, operator):
            _refuse_unknown()
    except NeedsAnotherOperator:
        if operator is None:
            raise typer.BadParameter(
                "it closes everything: two operators must discard it, each with --operator"
            ) from None
        typer.echo("noted: it closes everything, and is discarded when a second operator does the same")
    else:
        typer.echo("discarded")


def _refuse_unknown() -> NoReturn:
    raise typer.BadParameter("there is no such parked record")
