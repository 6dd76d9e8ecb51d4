"""Checks a service's configuration, without creating or changing anything."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from aiokafka.errors import KafkaError
from eventsourcing.persistence import PersistenceError

from chassis.http.issuer_keys import usable_keys
from chassis.process.metrics import metrics_served
from chassis.process.serving import listen
from chassis.service.issuer import development_issuer, refuse_development_without_issuer
from chassis.service.key_store import master_key_file, refuse_another_master
from chassis.service.peer_keys import check_peer_keys
from chassis.service.service import Service
from chassis.service.signing_keys import peer_keys_dir, signing_keys
from chassis.service.trust import trust_of
from chassis.settings.clock_file import date_in
from chassis.settings.environment import BadConfiguration, Settings
from chassis.settings.programmes import BadProgramme, load_programmes
from chassis.store.database import open_database
from samplan.bus.kafka.client import Cluster
from samplan.bus.store.migrations import Migration, SchemaIsNewer, SchemaIsOlder, check_schema
from samplan.bus.store.transactions import Database
from samplan.privacy.vault import KEY_MIGRATIONS, SecretKey, UnsafeKey

URLS = ("database_url", "keys_url")

Check = Callable[[Service, Settings], None]
Store = tuple[str, str, Sequence[Migration]]
"""The setting of its URL, the URL, and its migrations."""


def redacted(settings: Settings) -> dict[str, Any]:
    """Every setting, without the password and options of database URLs."""
    shown: dict[str, Any] = settings.model_dump(mode="json")
    return {name: _without_secrets(value) if name in URLS else value for name, value in shown.items()}


def faults(service: Service, settings: Settings, *, connect: bool) -> Iterator[str]:
    """The faults, a line for each setting. With `connect`, the store and the broker are checked too."""
    checks: list[Check] = [_keys, _statements, _erasures, _callers, _programmes, _trusted, _port]
    stores = [partial(_store, one, connect) for one in stores_of(service, settings)]
    for check in (*checks, *stores, *([_broker] if connect else ())):
        try:
            check(service, settings)
        except BadConfiguration as fault:
            yield str(fault)


def warnings(settings: Settings) -> Iterator[str]:
    """Valid settings that are wrong where real participants are."""
    if settings.clock_file is not None:
        yield f"CLOCK_FILE: the business date is {date_in(settings.clock_file)}, whatever day it is"


def _keys(service: Service, settings: Settings) -> None:
    named = {"INDEX_KEY_FILE": settings.index_key_file}
    if service.has_vault:
        named = {"MASTER_KEY_FILE": settings.master_key_file} | named
    for setting, file in named.items():
        try:
            if file is not None:
                SecretKey.read(file)
        except OSError as error:
            raise BadConfiguration(f"{setting}: {error.strerror}") from None
        except UnsafeKey as error:
            raise BadConfiguration(f"{setting}: {error}") from None


def _statements(service: Service, settings: Settings) -> None:
    """A key file at its default path is created at the first start."""
    if service.signs and settings.signing_keys_file is not None:
        signing_keys(settings, service.name).check()
    for other in service.verifies:
        if not settings.is_development or settings.peer_keys_dir is not None:
            check_peer_keys(peer_keys_dir(settings), other)


def _erasures(service: Service, settings: Settings) -> None:
    """Without a writable log, no person can be erased."""
    log = settings.erasures_file(service.name)
    existing = next(one for one in (log, *log.parents) if one.exists())
    if service.has_vault and not os.access(existing, os.W_OK):
        raise BadConfiguration(f"ERASURE_LOG: {log} cannot be written")


def _callers(_: Service, settings: Settings) -> None:
    file = settings.jwks_file
    if file is None:
        development_issuer(settings)
        return
    refuse_development_without_issuer(settings)
    try:
        if not usable_keys(file.read_text()):
            raise BadConfiguration(f"JWKS_FILE: {file} holds no key that can check a token")
    except OSError as error:
        raise BadConfiguration(f"JWKS_FILE: {error.strerror}") from None
    except ValueError:
        raise BadConfiguration(f"JWKS_FILE: {file} is no JSON Web Key Set") from None


def _programmes(service: Service, settings: Settings) -> None:
    try:
        load_programmes(settings.programmes_dir, *service.programme_sections)
        service.check_programmes(settings.programmes_dir)
    except BadProgramme as error:
        raise BadConfiguration(f"PROGRAMMES_DIR: {error}") from None


def _trusted(service: Service, settings: Settings) -> None:
    if service.pattern(settings):
        trust_of(settings)


def _port(_: Service, settings: Settings) -> None:
    listen(settings).close()
    with metrics_served(settings):
        pass


def _store(store: Store, connect: bool, service: Service, settings: Settings) -> None:  # noqa: FBT001  # bound by `partial`
    """An SQLite file may be of an earlier version: it is migrated when it is opened."""
    url = store[1]
    if not url.startswith("sqlite:///"):
        if connect:
            _check_store(service, settings, store, may_be_older=False)
    elif Path(url.removeprefix("sqlite:///")).exists():
        _check_store(service, settings, store, may_be_older=True)


def _broker(_: Service, settings: Settings) -> None:
    asyncio.run(_reach(settings))


async def _reach(settings: Settings) -> None:
    try:
        async with Cluster(settings.kafka):
            pass
    except (TimeoutError, KafkaError, OSError) as error:
        name = type(error).__name__
        raise BadConfiguration(f"KAFKA_BOOTSTRAP_SERVERS: the broker does not answer ({name})") from None


def stores_of(service: Service, settings: Settings) -> list[Store]:
    """The service's store, and its key store if it has one."""
    stores: list[Store] = [("DATABASE_URL", settings.store_url(service.name), service.all_migrations)]
    if service.has_vault:
        stores.append(("KEYS_URL", settings.key_store_url(service.name), KEY_MIGRATIONS))
    return stores


def _check_store(service: Service, settings: Settings, store: Store, *, may_be_older: bool) -> None:
    setting, url, migrations = store
    try:
        with closing(open_database(url)) as database:
            check_schema(database, migrations)
            if setting == "KEYS_URL":
                _master(service, settings, database)
    except SchemaIsNewer as error:
        raise BadConfiguration(f"{setting}: the store is of a later version ({error})") from None
    except SchemaIsOlder as error:
        if not may_be_older:
            raise BadConfiguration(f"{setting}: run `migrate` first ({error})") from None
    except PersistenceError as error:
        raise BadConfiguration(f"{setting}: the store does not answer ({type(error).__name__})") from None


def _master(service: Service, settings: Settings, keys: Database) -> None:
    """`_keys` reports faults of the file itself."""
    with contextlib.suppress(OSError, UnsafeKey):
        refuse_another_master(keys, SecretKey.read(master_key_file(settings, service.name)))


def _without_secrets(url: str) -> str:
    if not url.startswith("postgresql://"):
        return url
    parts = urlsplit(url)
    address = parts.netloc.rpartition("@")[2]
    who = f"{parts.username}:***@" if parts.password else f"{parts.username}@" if parts.username else ""
    return f"postgresql://{who}{address}{parts.path}"
