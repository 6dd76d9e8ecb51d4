"""Restores a backup into an empty store, and checks that the service can continue from it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from eventsourcing.persistence import PersistenceError

from chassis.operations import postgres_copy, sqlite_copy
from chassis.operations.backups import ERASURES, Copied, Refused, store_part
from chassis.operations.manifest import Entry, Manifest, Part, read_manifest
from chassis.service.key_store import open_vault
from chassis.service.service import Service
from chassis.settings.environment import BadConfiguration, Settings
from chassis.store.database import open_database, opened_databases
from samplan.bus.reading.catch_up import report_behind
from samplan.bus.store.migrations import SchemaIsNewer, applied_migrations, migrate
from samplan.privacy.erasures import ErasureLog, LogNotWritable

OF_EVERY_STORE = frozenset({"meta", "schema_migrations", "projection"})
"""Tables that have rows as soon as they are created."""


def restore(service: Service, settings: Settings, part: Part, folder: Path) -> Manifest:
    """Restore a backup and migrate it to this version. Persons erased since then stay erased (I20).

    Raises Damaged, Refused, SchemaIsNewer and BadConfiguration, and has then changed nothing, with one
    exception: keys are already restored when their master key turns out to be another one.
    """
    manifest = read_manifest(folder)
    copied = store_part(service, settings, part)
    _check(service, settings, copied, manifest)
    try:
        _copy_in(copied, manifest, folder)
        with closing(open_database(copied.url)) as database:
            migrate(database, copied.migrations, event_store=copied.event_store)
            if part == "store":
                report_behind(database)
    except PersistenceError as error:
        name = type(error).__name__
        raise BadConfiguration(f"{copied.setting}: the store does not answer ({name})") from None
    _erase_again(service, settings, part, folder, manifest.files)
    return manifest


def _check(service: Service, settings: Settings, copied: Copied, manifest: Manifest) -> None:
    kind = "sqlite" if copied.is_file else "postgresql"
    wanted = (settings.agency.value, service.name, copied.part, kind)
    found = (manifest.agency, manifest.service, manifest.part, manifest.kind)
    if wanted != found:
        raise Refused(f"it is a backup of {' '.join(found)}, and the store is for {' '.join(wanted)}")
    if unknown := set(manifest.migrations) - {migration.name for migration in copied.migrations}:
        raise SchemaIsNewer(", ".join(sorted(unknown)))
    if _has_rows(copied):
        raise Refused(f"{copied.setting} names a store that is not empty")
    if not copied.is_file and _steps_of(copied) - set(manifest.migrations):
        raise Refused(
            f"{copied.setting} names a store with later migrations than the backup: use a new database"
        )


def _steps_of(copied: Copied) -> set[str]:
    with closing(open_database(copied.url)) as database, database.reading() as tx:
        return applied_migrations(tx, database.kind)


def _has_rows(copied: Copied) -> bool:
    if copied.is_file:
        return sqlite_copy.has_rows(copied.path, OF_EVERY_STORE)
    return postgres_copy.has_rows(copied.url, OF_EVERY_STORE)


def _copy_in(copied: Copied, manifest: Manifest, folder: Path) -> None:
    if copied.is_file:
        sqlite_copy.copy_in(folder, copied.path)
        return
    backed_up = [migration for migration in copied.migrations if migration.name in manifest.migrations]
    with closing(open_database(copied.url)) as database:
        migrate(database, backed_up, event_store=copied.event_store)
    tables = {name: entry for name, entry in manifest.files.items() if name != ERASURES}
    postgres_copy.copy_in(copied.url, folder, tables)


def _erase_again(
    service: Service, settings: Settings, part: Part, folder: Path, files: Mapping[str, Entry]
) -> None:
    """The log decides who is erased. The backup's copy only adds to it, in case the log itself was lost."""
    if not service.has_vault:
        return
    if ERASURES in files:
        try:
            ErasureLog(settings.erasures_file(service.name)).add_from(ErasureLog(folder / ERASURES).persons())
        except LogNotWritable as error:
            raise BadConfiguration(f"ERASURE_LOG: {error}") from None
    if part == "keys":
        with opened_databases() as opened:
            open_vault(settings, service.name)
        for database in opened:
            database.close()
