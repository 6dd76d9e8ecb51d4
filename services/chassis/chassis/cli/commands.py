"""The command line of every service. Exit code 78: the configuration is wrong; 75: try again later."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import typer

from chassis.cli.backup import add_backups
from chassis.cli.disclosures import add_verify_disclosures
from chassis.cli.inbox import inbox_cli
from chassis.cli.keys import keys_cli
from chassis.cli.parked import configured, parked_cli, settings_of
from chassis.cli.relay import add_republish, relay_cli
from chassis.cli.sessions import sessions_cli
from chassis.cli.settings import add_migrate, config_cli
from chassis.cli.verify import add_verify
from chassis.decisions.clock import clock_of, move_clock, today
from chassis.http.roles import SYSTEM, roles
from chassis.observe.alarms import note_tick
from chassis.observe.collector import traced
from chassis.process.run import ALL_ROLES, Process, Role
from chassis.process.serving import serve
from chassis.service.issuer import development_issuer
from chassis.service.service import Service, Tick
from chassis.service.stores import open_store
from chassis.settings.sign_in import SignInSettings
from samplan.bus.reading.catch_up import StillCatchingUp
from samplan.contracts.codes import Agency

EX_TEMPFAIL = 75


def service_cli(service: Service) -> typer.Typer:
    """All commands of a service, as `python -m <service> COMMAND`."""
    cli = typer.Typer(
        help=f"{service.title}: {service.description}", no_args_is_help=True, add_completion=False
    )
    _add_roles(cli, service)
    _add_store(cli, service)
    _add_openapi(cli, service)
    _add_token(cli, service)
    if service.tick is not None:
        _add_tick(cli, service, service.tick)
    if service.reads:
        cli.add_typer(parked_cli(service), name="parked")
    if service.check_disclosures:
        add_verify_disclosures(cli, service, service.check_disclosures)
    if issubclass(service.settings, SignInSettings):
        cli.add_typer(sessions_cli(service), name="sessions")
    if service.signs:
        cli.add_typer(keys_cli(service), name="keys")
    return cli


def _add_roles(cli: typer.Typer, service: Service) -> None:
    def running(*roles: Role) -> Callable[[], None]:
        @configured
        def run() -> None:
            serve(service, settings_of(service), frozenset(roles))

        return run

    cli.command("serve", help="Run all roles in one process: API, relay, and inbox where it reads topics.")(
        running(*ALL_ROLES)
    )
    cli.command("api", help="Serve the API only.")(running(Role.API))
    if service.translate:
        cli.add_typer(relay_cli(service, running(Role.RELAY)), name="relay")
        add_republish(cli, service)
    if service.reads:
        cli.add_typer(inbox_cli(service, running(Role.INBOX)), name="inbox")


def _add_store(cli: typer.Typer, service: Service) -> None:
    add_migrate(cli, service)
    add_backups(cli, service)
    add_verify(cli, service)
    cli.add_typer(config_cli(service), name="config")


def _add_openapi(cli: typer.Typer, service: Service) -> None:
    @cli.command("openapi")
    @configured
    def print_openapi() -> None:
        """Print the OpenAPI document."""
        document = Process(service, settings_of(service), frozenset({Role.API})).app.openapi()
        typer.echo(json.dumps(document, indent=2, ensure_ascii=False))


def _add_token(cli: typer.Typer, service: Service) -> None:
    @cli.command("token")
    @configured
    def print_token(
        agency: Agency,
        person: str = typer.Option("", help="Who there. Default: the agency's system."),
        role: str = typer.Option("", help="A person's role."),
    ) -> None:
        """Print a token of the development issuer for an agency's system, or for a person there."""
        if bool(person) != bool(role) or (role and role not in roles()):
            raise typer.BadParameter(
                f"a person has a role: one of {', '.join(sorted({*roles()} - {SYSTEM}))}"
            )
        settings = settings_of(service)
        mint = development_issuer(settings).mint_token
        scopes, audience = service.scopes, [service.name]
        typer.echo(
            mint(settings.data_dir, agency, scopes=scopes, audience=audience, person=person, role=role)
        )


def _add_tick(cli: typer.Typer, service: Service, carry_out: Tick) -> None:
    @cli.command("tick")
    @configured
    def tick(as_of: str = typer.Option("", help="YYYY-MM-DD. Default: today in Stockholm.")) -> None:
        """Carry out, once, everything that is due by the date."""
        given = _day(as_of)
        settings = settings_of(service)
        database = open_store(service, settings)
        try:
            with traced(service.name, settings.agency.value, "tick"), clock_of(settings, database):
                day = given or today()
                count = carry_out(database, service.application(settings, database), day)
        except StillCatchingUp:
            typer.echo("the inbox is catching up: try again when it is done", err=True)
            raise typer.Exit(EX_TEMPFAIL) from None
        note_tick(database, day)
        if given is not None:
            move_clock(settings, database, day)
        typer.echo(f"{count} due by {day}")


def _day(as_of: str) -> date | None:
    try:
        return date.fromisoformat(as_of) if as_of else None
    except ValueError:
        raise typer.BadParameter("--as-of takes a date as YYYY-MM-DD") from None
