"""`keys`: an operator's commands for the keys that sign a service's statements."""

from __future__ import annotations

import json

import typer

from chassis.cli.parked import configured, settings_of
from chassis.service.service import Service
from chassis.service.signing_keys import open_signing_keys, show_in_development


def keys_cli(service: Service) -> typer.Typer:
    """`keys show-public` and `keys rotate`."""
    cli = typer.Typer(help="The keys that sign the service's statements.", no_args_is_help=True)

    @cli.command("show-public")
    @configured
    def show_public() -> None:
        """Print the public keys: the file that other services find in PEER_KEYS_DIR."""
        keys = open_signing_keys(settings_of(service), service.name)
        typer.echo(json.dumps(keys.public(), indent=2))

    @cli.command("rotate")
    @configured
    def rotate() -> None:
        """Sign with the next key from now on, and print the public keys, which contain a new next one.

        What the former key signed stays valid. Give the printed keys to others before the next rotation.
        """
        settings = settings_of(service)
        keys = open_signing_keys(settings, service.name)
        keys.rotate()
        show_in_development(settings, keys)
        typer.echo(json.dumps(keys.public(), indent=2))

    return cli
