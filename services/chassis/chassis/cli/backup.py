"""`backup` and `restore`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, NoReturn

import typer

from chassis.cli.parked import configured, settings_of
from chassis.cli.verify import verify_or_exit
from chassis.operations.backups import Refused, back_up
from chassis.operations.manifest import Damaged, Manifest, Part
from chassis.operations.restoring import restore
from chassis.service.service import Service

Keys = Annotated[
    bool, typer.Option("--keys", help="The key store. Keep its backup apart from that of the events.")
]


def add_backups(cli: typer.Typer, service: Service) -> None:
    """`backup` and `restore`."""

    @cli.command("backup")
    @configured
    def backup(folder: Path, *, keys: Keys = False) -> None:
        """Copy the store, or the key store, to a new folder while the service runs."""
        try:
            manifest = back_up(service, settings_of(service), _part(keys=keys), folder)
        except Refused as error:
            _abort(str(error))
        typer.echo(f"{_summary(manifest)} -> {folder}")

    @cli.command("restore")
    @configured
    def restore_backup(folder: Path, *, keys: Keys = False) -> None:
        """Restore a backup into an empty store, and verify it. Stop the service first."""
        try:
            manifest = restore(service, settings_of(service), _part(keys=keys), folder)
        except Damaged as error:
            _abort(f"{folder / str(error)} is damaged or missing")
        except Refused as error:
            _abort(str(error))
        typer.echo(f"{folder} -> {_summary(manifest)}")
        if not keys:
            verify_or_exit(service)


def _part(*, keys: bool) -> Part:
    return "keys" if keys else "store"


def _summary(manifest: Manifest) -> str:
    head = f", events up to {manifest.last_notification_id}" if manifest.part == "store" else ""
    return f"{manifest.part} of {manifest.service} at {manifest.agency}, {manifest.made_at}{head}"


def _abort(reason: str) -> NoReturn:
    typer.echo(f"nothing changed: {reason}", err=True)
    raise typer.Exit(1)
