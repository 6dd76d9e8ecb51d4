"""Opens and migrates a service's stores: a store of another schema version is refused."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from eventsourcing.persistence import PersistenceError

from chassis.service.service import Service
from chassis.settings.environment import BadConfiguration, Settings
from chassis.store.database import open_database
from samplan.bus.store.migrations import (
    Migration,
    SchemaIsNewer,
    SchemaIsOlder,
    check_schema,
    migrate,
    missing_migrations,
)
from samplan.bus.store.transactions import Database
from samplan.privacy.vault import KEY_MIGRATIONS


def open_store(service: Service, settings: Settings) -> Database:
    """The service's store. Raises BadConfiguration as `open_migrated` does."""
    return open_migrated(
        settings.store_url(service.name),
        service.all_migrations,
        event_store=service.translate is not None,
        setting="DATABASE_URL",
    )


def open_key_store(settings: Settings, service: str) -> Database:
    """The store of a service's data keys. Raises BadConfiguration as `open_migrated` does."""
    url = settings.key_store_url(service)
    return open_migrated(url, KEY_MIGRATIONS, event_store=False, setting="KEYS_URL")


def migrate_stores(service: Service, settings: Settings) -> list[str]:
    """Migrate the service's store, and its key store if it has one; returns the migrations applied.

    Raises SchemaIsNewer.
    """
    store = open_database(settings.store_url(service.name))
    applied = migrate(store, service.all_migrations, event_store=service.translate is not None)
    store.close()
    if service.has_vault:
        keys = open_database(settings.key_store_url(service.name))
        applied += migrate(keys, KEY_MIGRATIONS, event_store=False)
        keys.close()
    return applied


def pending_migrations(service: Service, settings: Settings) -> list[str]:
    """The migrations that `migrate` would apply. Creates no missing file. Raises SchemaIsNewer."""
    pending = _pending(settings.store_url(service.name), service.all_migrations)
    if service.has_vault:
        pending += _pending(settings.key_store_url(service.name), KEY_MIGRATIONS)
    return pending


def _pending(url: str, migrations: Sequence[Migration]) -> list[str]:
    if url.startswith("sqlite:///") and not Path(url.removeprefix("sqlite:///")).exists():
        return [migration.name for migration in migrations]
    with closing(open_database(url)) as database:
        return missing_migrations(database, migrations)


def open_migrated(url: str, migrations: Sequence[Migration], *, event_store: bool, setting: str) -> Database:
    """Open a store. An SQLite file is migrated when it is opened; PostgreSQL only by `migrate`.

    Raises BadConfiguration, naming the setting, for a store of another version or one that does not answer.
    """
    try:
        database = open_database(url)
        if database.kind != "sqlite":
            check_schema(database, migrations)
        elif missing_migrations(database, migrations):
            migrate(database, migrations, event_store=event_store)
    except SchemaIsNewer as error:
        raise BadConfiguration(f"{setting}: the store is of a later version ({error})") from None
    except SchemaIsOlder as error:
        raise BadConfiguration(f"{setting}: run `migrate` first ({error})") from None
    except PersistenceError as error:
        raise BadConfiguration(f"{setting}: the store does not answer ({type(error).__name__})") from None
    return database
