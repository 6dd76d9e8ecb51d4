"""`sessions end`: an operator ends the sessions of people who have signed in."""

from __future__ import annotations

from contextlib import closing
from typing import Annotated

import typer

from chassis.cli.parked import configured, settings_of
from chassis.service.service import Service
from chassis.service.sign_in import session_ends
from chassis.service.stores import open_store
from chassis.settings.environment import BadConfiguration
from chassis.settings.sign_in import SignInSettings

Person = Annotated[str, typer.Option(help="Their `sub` at OIDC_ISSUER. Without it, everybody is signed out.")]


def sessions_cli(service: Service) -> typer.Typer:
    """`sessions end`."""
    cli = typer.Typer(help="The sessions of people who have signed in.", no_args_is_help=True)

    @cli.callback()
    def sessions() -> None:
        """Without a callback, the only command would be run without its name."""

    @cli.command("end")
    @configured
    def end(person: Person = "") -> None:
        """End all sessions of a person, or of everybody: in every process within a second."""
        settings = settings_of(service)
        if not isinstance(settings, SignInSettings):
            raise BadConfiguration("OIDC_ISSUER: missing, so this service has no sessions")
        with closing(open_store(service, settings)) as database:
            ends = session_ends(service, settings, database)
            ends.end_all_of(settings.oidc_issuer, person) if person else ends.end_everybodys()
        typer.echo(f"ended: {person or 'all sessions'}")

    return cli
