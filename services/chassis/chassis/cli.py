"""The command line that every service has. Exit code 78 says that the configuration is at fault."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

import typer
from rich.console import Console
from rich.table import Table

from chassis.database import Database, open_database
from chassis.development import mint_token
from chassis.http.fields import today
from chassis.intake import replay
from chassis.migrations import SchemaIsNewer, migrate
from chassis.parked import discard, list_parked, raw
from chassis.run import ALL_ROLES, Process, Role, open_store, serve
from chassis.service import Policies, Service
from chassis.settings import BadConfiguration, Settings, load_settings
from chassis.work import Application
from contracts.codes import Agency

EX_CONFIG = 78
SECRET = ("database_url", "keys_url")


def service_cli(service: Service) -> typer.Typer:
    """All commands of a service, as `python -m <service> COMMAND`."""
    cli = typer.Typer(
        help=f"{service.title}: {service.description}", no_args_is_help=True, add_completion=False
    )
    _add_roles(cli, service)
    _add_store(cli, service)
    _add_parked(cli, service)
    return cli


def _settings(service: Service) -> Settings:
    return load_settings(service.settings)


def _configured(command: Callable[..., None]) -> Callable[..., None]:
    """Turns a configuration error into one line and exit code 78."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except (BadConfiguration, SchemaIsNewer) as error:
            typer.echo(f"configuration: {error}", err=True)
            raise typer.Exit(EX_CONFIG) from None

    return run


def _add_roles(cli: typer.Typer, service: Service) -> None:
    def role_command(name: str, roles: frozenset[Role], text: str) -> None:
        @cli.command(name, help=text)
        @_configured
        def run() -> None:
            serve(service, _settings(service), roles)

    role_command("serve", ALL_ROLES, "Run API, relay and inbox in one process.")
    role_command("api", frozenset({Role.API}), "Serve the API only.")
    if service.translate:
        role_command("relay", frozenset({Role.RELAY}), "Publish stored events only.")
    if service.reads:
        role_command("inbox", frozenset({Role.INBOX}), "Take in other services' events only.")


def _add_store(cli: typer.Typer, service: Service) -> None:
    @cli.command("migrate")
    @_configured
    def migrate_store() -> None:
        """Bring the store's tables to this version."""
        settings = _settings(service)
        database = open_database(settings.store_url(service.name))
        applied = migrate(database, service.all_migrations, event_store=service.translate is not None)
        typer.echo(f"applied: {', '.join(applied) or 'nothing'}")

    @cli.command("config")
    @_configured
    def show_config() -> None:
        """Check the settings and print them without their secrets."""
        settings = _settings(service)
        shown = settings.model_dump(mode="json")
        for name in SECRET:
            shown[name] = "(set)" if shown[name] else ""
        typer.echo(json.dumps(shown, indent=2))

    @cli.command("openapi")
    @_configured
    def print_openapi() -> None:
        """Print the OpenAPI document."""
        document = Process(service, _settings(service), frozenset({Role.API})).app.openapi()
        typer.echo(json.dumps(document, indent=2, ensure_ascii=False))

    @cli.command("token")
    @_configured
    def print_token(agency: Agency) -> None:
        """Print a token of the development issuer for an agency."""
        typer.echo(mint_token(_settings(service).data_dir, agency))

    if service.tick is not None:
        _add_tick(cli, service)


def _add_tick(cli: typer.Typer, service: Service) -> None:
    @cli.command("tick")
    @_configured
    def tick(as_of: str = typer.Option("", help="YYYY-MM-DD; today in Stockholm when left out.")) -> None:
        """Move the clocks: whatever is due by the date happens, once."""
        assert service.tick is not None
        try:
            day = date.fromisoformat(as_of) if as_of else today()
        except ValueError:
            raise typer.BadParameter("--as-of takes a date as YYYY-MM-DD") from None
        settings = _settings(service)
        database = open_store(service, settings)
        happened = service.tick(database, Application(database, service.handlers(settings)), day)
        typer.echo(f"{happened} due by {day}")


def _add_parked(cli: typer.Typer, service: Service) -> None:
    if not service.reads:
        return
    parked = typer.Typer(help="Records that could not be taken in.", no_args_is_help=True)
    cli.add_typer(parked, name="parked")

    @parked.command("list")
    @_configured
    def list_all() -> None:
        """Everything that waits, oldest first."""
        table = Table("id", "topic", "partition", "offset", "key", "reason", "error", "parked at")
        for row in list_parked(open_store(service, _settings(service))):
            place = (row.topic, str(row.partition), str(row.offset), row.key or "")
            table.add_row(row.id, *place, row.reason, row.error, row.parked_at)
        Console().print(table)

    @parked.command("show")
    @_configured
    def show(parked_id: str) -> None:
        """One record's headers and value, as they came."""
        received = raw(open_store(service, _settings(service)), parked_id)
        if received is None:
            raise typer.BadParameter("there is no such parked record")
        for name, header in received.headers:
            typer.echo(f"{name}: {header!r}")
        typer.echo(repr(received.value))

    @parked.command("replay")
    @_configured
    def replay_one(parked_id: str) -> None:
        """Take in a record again, with all of its aggregate behind it."""
        settings = _settings(service)
        database = open_store(service, settings)
        try:
            count = replay(database, _consumer(service, settings, database), parked_id)
        except Exception as error:
            typer.echo(f"still refused: {type(error).__name__}: {error}", err=True)
            raise typer.Exit(1) from None
        typer.echo(f"taken in: {count}")

    @parked.command("discard")
    @_configured
    def discard_one(parked_id: str) -> None:
        """Give up one record."""
        found = discard(open_store(service, _settings(service)), parked_id)
        typer.echo("discarded" if found else "there is no such parked record")
        raise typer.Exit(0 if found else 1)


def _consumer(service: Service, settings: Settings, database: Database) -> Any:
    if service.consumer:
        return service.consumer(settings, database)
    return Policies(Application(database, service.handlers(settings)), service.policies)
