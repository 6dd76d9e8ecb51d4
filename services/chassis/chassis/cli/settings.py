"""`config` and `migrate`: an operator's commands before a service is started."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from chassis.cli.parked import EX_CONFIG, configured, settings_of
from chassis.operations.configuration import faults, redacted, warnings
from chassis.service.service import Service
from chassis.service.stores import migrate_stores, pending_migrations

Connect = Annotated[bool, typer.Option("--connect", help="Check the store and the broker, too.")]
OnlyCheck = Annotated[
    bool,
    typer.Option(
        "--check", help="List pending migrations without applying them; exit code 1 if there are any."
    ),
]


def config_cli(service: Service) -> typer.Typer:
    """`config` prints the settings, `config check` checks them."""
    cli = typer.Typer(help="Print the settings without their secrets, or check them.", add_completion=False)

    @cli.callback(invoke_without_command=True)
    def config(context: typer.Context) -> None:
        if context.invoked_subcommand is None:
            show_settings(service)

    @cli.command("check")
    @configured
    def check(*, connect: Connect = False) -> None:
        """Check every setting and the files and URLs in them: exit code 78, and a line for each fault."""
        settings = settings_of(service)
        found = list(faults(service, settings, connect=connect))
        for fault in found:
            typer.echo(f"configuration: {fault}", err=True)
        if found:
            raise typer.Exit(EX_CONFIG)
        for warning in warnings(settings):
            typer.echo(f"warning: {warning}", err=True)
        typer.echo(json.dumps(redacted(settings), indent=2))

    return cli


@configured
def show_settings(service: Service) -> None:
    """Print every setting, without secrets."""
    typer.echo(json.dumps(redacted(settings_of(service)), indent=2))


def add_migrate(cli: typer.Typer, service: Service) -> None:
    """`migrate`."""

    @cli.command("migrate")
    @configured
    def migrate(*, check: OnlyCheck = False) -> None:
        """Migrate the store, and the key store, to this version. Running it again is safe."""
        settings = settings_of(service)
        if not check:
            typer.echo(f"applied: {', '.join(migrate_stores(service, settings)) or 'nothing'}")
            return
        pending = pending_migrations(service, settings)
        typer.echo(f"pending: {', '.join(pending) or 'nothing'}")
        raise typer.Exit(1 if pending else 0)
