"""What an operator does by hand, beside the commands that every service has."""

import typer

from chassis.cli.commands import service_cli
from chassis.cli.parked import configured, settings_of
from chassis.process.run import Process
from consent.lookups.verify_log import broken_at
from consent.service import SERVICE

cli = service_cli(SERVICE)


@cli.command("verify-disclosures")
@configured
def verify_disclosures() -> None:
    """Say whether the log of disclosures is what was once written: exit code 1 when it was edited or cut."""
    broken = broken_at(Process(SERVICE, settings_of(SERVICE), roles=frozenset()).application)
    if broken is not None:
        typer.echo(f"broken at {broken}", err=True)
        raise typer.Exit(1)
    typer.echo("whole")
