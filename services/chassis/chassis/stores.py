"""Stores as a program may use them: of its own version, or not at all."""

from __future__ import annotations

from collections.abc import Sequence

from eventsourcing.persistence import PersistenceError

from chassis.database import Database, open_database
from chassis.migrations import Migration, SchemaIsNewer, SchemaIsOlder, check_schema, migrate
from chassis.service import Service
from chassis.settings import BadConfiguration, Settings
from chassis.vault import KEY_MIGRATIONS


def open_store(service: Service, settings: Settings) -> Database:
    """The service's own store. Raises BadConfiguration as `open_migrated` does."""
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
    """Bring the service's store, and its key store when it has one, to this version; the steps applied.

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


def open_migrated(url: str, migrations: Sequence[Migration], *, event_store: bool, setting: str) -> Database:
    """Open a store. An SQLite file is migrated at once; PostgreSQL by the migrate command alone.

    Raises BadConfiguration, naming the setting, for a store of another version and for one that is not there.
    """
    try:
        database = open_database(url)
        if database.kind == "sqlite":
            migrate(database, migrations, event_store=event_store)
        else:
            check_schema(database, migrations)
    except SchemaIsNewer as error:
        raise BadConfiguration(f"{setting}: the store is of a later version ({error})") from None
    except SchemaIsOlder as error:
        raise BadConfiguration(f"{setting}: run `migrate` first ({error})") from None
    except PersistenceError as error:
        raise BadConfiguration(f"{setting}: the store does not answer ({type(error).__name__})") from None
    return database
