"""Backups of a store: the events and tables, or the keys, each in a separate folder."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eventsourcing.persistence import PersistenceError

from chassis.operations import postgres_copy, sqlite_copy
from chassis.operations.manifest import Entry, Manifest, Part, entry_of, write_manifest
from chassis.service.service import Service
from chassis.settings.environment import BadConfiguration, Settings
from chassis.store.database import open_database
from samplan.bus.clock import now_utc
from samplan.bus.publishing.epochs import epochs_of
from samplan.bus.store.migrations import Migration, applied_migrations
from samplan.bus.store.transactions import Database
from samplan.privacy.erasures import ErasureLog
from samplan.privacy.vault import KEY_MIGRATIONS

ERASURES = "erasures.log"


class Refused(Exception):
    """The operation would overwrite data, or the backup is of another store; nothing has changed."""


@dataclass(frozen=True)
class Copied:
    """A store to copy: its URL and its schema."""

    part: Part
    setting: str
    url: str
    migrations: Sequence[Migration]
    event_store: bool

    @property
    def is_file(self) -> bool:
        return self.url.startswith("sqlite:///")

    @property
    def path(self) -> Path:
        return Path(self.url.removeprefix("sqlite:///"))


def store_part(service: Service, settings: Settings, part: Part) -> Copied:
    """Raises Refused for the keys of a service that has none."""
    if part == "keys":
        if not service.has_vault:
            raise Refused(f"{service.name} keeps no keys")
        return Copied(
            "keys", "KEYS_URL", settings.key_store_url(service.name), KEY_MIGRATIONS, event_store=False
        )
    url, publishes = settings.store_url(service.name), service.translate is not None
    return Copied("store", "DATABASE_URL", url, service.all_migrations, event_store=publishes)


def back_up(service: Service, settings: Settings, part: Part, folder: Path) -> Manifest:
    """Copy a store while the service runs. Raises Refused, BadConfiguration.

    The folder is renamed into place when it is complete: an interrupted copy is never used as a backup.
    """
    copied = store_part(service, settings, part)
    draft = folder.with_name(f"{folder.name}.unfinished")
    if folder.exists():
        raise Refused(f"{folder} already exists")
    if copied.is_file and not copied.path.exists():
        raise BadConfiguration(f"{copied.setting}: there is no store")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True, mode=0o700)
    manifest = _copy(service, settings, copied, draft)
    write_manifest(draft, manifest)
    draft.rename(folder)
    return manifest


def _copy(service: Service, settings: Settings, copied: Copied, folder: Path) -> Manifest:
    try:
        with closing(open_database(copied.url)) as database:
            state = _state(database, copied)
    except PersistenceError as error:
        raise BadConfiguration(
            f"{copied.setting}: the store does not answer ({type(error).__name__})"
        ) from None
    out = (
        sqlite_copy.copy_out(copied.path, folder)
        if copied.is_file
        else postgres_copy.copy_out(copied.url, folder)
    )
    erasures = _copy_erasures(ErasureLog(settings.erasures_file(service.name)), folder)
    return Manifest(
        agency=settings.agency.value,
        service=service.name,
        part=copied.part,
        kind="sqlite" if copied.is_file else "postgresql",
        made_at=now_utc().isoformat(),
        files={**out, **erasures},
        **state,
    )


def _state(database: Database, copied: Copied) -> dict[str, Any]:
    with database.reading() as tx:
        done = applied_migrations(tx, database.kind)
    state: dict[str, Any] = {"migrations": [m.name for m in copied.migrations if m.name in done]}
    if copied.part == "store":
        rows = database.query("SELECT cluster, position FROM relay_positions")
        state["epoch"] = epochs_of(database).present
        state["positions"] = {row["cluster"]: int(row["position"]) for row in rows}
    if copied.event_store:
        state["last_notification_id"] = database.last_notification_id()
    return state


def _copy_erasures(log: ErasureLog, folder: Path) -> dict[str, Entry]:
    """A copy in case the log itself is lost: a restore adds to the log and removes nothing from it."""
    if not log.path.exists():
        return {}
    shutil.copyfile(log.path, folder / ERASURES)
    return {ERASURES: entry_of(folder / ERASURES)}
