"""A whole service without a broker: its HTTP API, its store, and its inbox fed by hand."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import AbstractContextManager, ExitStack, closing
from datetime import date
from itertools import count
from pathlib import Path
from secrets import token_hex
from typing import Any, Self

from anyio.from_thread import start_blocking_portal
from fastapi.testclient import TestClient
from httpx2 import Response
from prometheus_client import generate_latest

from chassis.decisions.clock import clock_of, move_clock
from chassis.decisions.journal import Translate, from_stored
from chassis.process.run import Process, Role
from chassis.service.business_date import consumer_of
from chassis.service.service import Service
from chassis.settings.environment import Settings, load_settings
from chassis.store.database import open_database
from samplan.bus.kafka.received import Headers, Received, read
from samplan.bus.reading.catch_up import ALWAYS, report_caught_up
from samplan.bus.reading.intake import Consumer, apply_batch, replay
from samplan.bus.reading.parked import ParkedRow, list_parked
from samplan.bus.store.migrations import Migration, migrate
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import Agency
from samplan.contracts.envelope import encode
from samplan.contracts.event import ContractEvent
from samplan.privacy.vault import KEY_MIGRATIONS
from samplan.testing.given import envelope_of
from samplan.testing.in_process import InProcess
from samplan.testing.issuer import ensure_issuer, mint_token, private_key

EVERYTHING = 10_000

# Cached: creating these takes as long as many tests, and they are the same for every run of a service.
_DESCRIPTIONS: dict[Any, dict[str, Any]] = {}
_MIGRATED: dict[tuple[tuple[Migration, ...], bool], bytes] = {}
_ISSUER: dict[str, bytes] = {}
"""The files of the first development issuer, which the others are copies of."""


class ServiceUnderTest:
    """Runs a service in this process. `close` it, or use it as a context manager.

    `today` is its business date; without it, the date in Stockholm.
    """

    def __init__(
        self, service: Service, data_dir: Path, *, today: date | None = None, **settings: Any
    ) -> None:
        self.service = service
        self.settings: Settings = load_settings(
            service.settings, data_dir=data_dir, **{"tick": "off", "development": "on", **settings}
        )
        self._migrate()
        _copy_issuer(data_dir)
        self.process = Process(service, self.settings, frozenset({Role.API}))
        report_caught_up(self.process.database, ALWAYS)
        self.process.app.openapi_schema = _DESCRIPTIONS.get(service.routers)
        self.client = TestClient(self.process.app)
        self._loop = ExitStack()
        portal = self._loop.enter_context(start_blocking_portal())
        self.client._transport = InProcess(self.process.app, portal)
        self._keys = count(1)
        self._offsets = count()
        self._sequences = count(1)
        if today is not None:
            self.today(today)

    @property
    def database(self) -> Database:
        return self.process.database

    def today(self, day: date) -> None:
        """Make the day the business date of all that follows, as `tick --as-of` does in development."""
        if not self.settings.is_development or self.settings.clock_file is not None:
            raise ValueError("a service outside development, or with a CLOCK_FILE, has no date of its own")
        move_clock(self.settings, self.database, day)

    def on_business_date(self) -> AbstractContextManager[None]:
        """Within the block, the test itself is on the service's business date."""
        return clock_of(self.settings, self.database)

    def token(self, agency: str = "af", **claims: Any) -> str:
        """A valid token of an agency, or one with other claims."""
        defaults = {"scopes": self.service.scopes, "audience": [self.service.name]}
        return mint_token(self.settings.data_dir, Agency(agency), **{**defaults, **claims})

    def post(
        self,
        path: str,
        body: Any,
        *,
        agency: str = "af",
        key: str | None = None,
        if_match: str | int | None = None,
        headers: dict[str, str] | None = None,
    ) -> Response:
        """Send a command as an agency's system would, with a new idempotency key unless given."""
        sent = {
            "Authorization": f"Bearer {self.token(agency)}",
            "Idempotency-Key": key or f"key-{next(self._keys)}",
        }
        if if_match is not None:
            sent["If-Match"] = if_match if isinstance(if_match, str) else f'"{if_match}"'
        answer: Response = self.client.post(path, json=body, headers={**sent, **(headers or {})})
        return answer

    def get(self, path: str, *, agency: str = "af", headers: dict[str, str] | None = None) -> Response:
        """Send a query as an agency's system would."""
        sent = {"Authorization": f"Bearer {self.token(agency)}", **(headers or {})}
        answer: Response = self.client.get(path, headers=sent)
        return answer

    def receive(self, *events: ContractEvent, **envelope: Any) -> list[Received]:
        """Let the inbox receive events, each with the next sequence of its source unless given."""
        batch = [self._received(event, envelope) for event in events]
        for one in batch:
            apply_batch(self.database, self._consumer(), [one])
        return batch

    def redeliver(self, batch: Sequence[Received]) -> None:
        """Let the inbox receive the same records again, at later offsets, as after a relay's repeat."""
        for one in batch:
            again = read(
                cluster=one.cluster,
                topic=one.topic,
                partition=one.partition,
                offset=next(self._offsets),
                key=one.key,
                value=one.value,
                headers=one.headers,
            )
            apply_batch(self.database, self._consumer(), [again])

    def receive_raw(self, topic: str, key: bytes | None, value: bytes, headers: Headers = ()) -> Received:
        """Let the inbox receive an arbitrary record, valid or not."""
        received = read(
            cluster="test",
            topic=topic,
            partition=0,
            offset=next(self._offsets),
            key=key,
            value=value,
            headers=headers,
        )
        apply_batch(self.database, self._consumer(), [received])
        return received

    def replay(self, parked_id: str) -> int:
        """Replay a parked record, as an operator does; the number of records applied."""
        return replay(self.database, self._consumer(), parked_id)

    def metrics(self) -> str:
        """What an operator's Prometheus would read."""
        return generate_latest().decode()

    def published(self) -> list[ContractEvent]:
        """All events that the relay would publish, on whichever channel, in order."""
        if self.service.translate is None:
            return []
        every: tuple[Translate, ...] = (self.service.translate, *self.service.beside(self.settings))
        facts = [from_stored(one) for one in self.database.notifications(0, EVERYTHING)]
        with self.on_business_date():
            translated = [translate(fact) for fact in facts for translate in every]
        return [event for event in translated if event is not None]

    def parked(self) -> list[ParkedRow]:
        """The parked records."""
        return list_parked(self.database)

    def close(self) -> None:
        if self.process.app.openapi_schema is not None:
            _DESCRIPTIONS[self.service.routers] = self.process.app.openapi_schema
        self.client.close()
        self._loop.close()
        self.process.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _migrate(self) -> None:
        name, settings = self.service.name, self.settings
        has_events = self.service.translate is not None
        create_store(settings.store_url(name), self.service.all_migrations, event_store=has_events)
        if self.service.has_vault:
            create_store(settings.key_store_url(name), KEY_MIGRATIONS, event_store=False)

    def _received(self, event: ContractEvent, changes: dict[str, Any]) -> Received:
        envelope = envelope_of(event, **{"sequence": next(self._sequences), **changes})
        record = encode(envelope, event)
        return read(
            cluster="test",
            topic=envelope.topic,
            partition=0,
            offset=next(self._offsets),
            key=record.key,
            value=record.value,
            headers=record.headers,
        )

    def _consumer(self) -> Consumer:
        return consumer_of(self.service, self.settings, self.process.application)


def _copy_issuer(data_dir: Path) -> None:
    """Give a new folder the issuer that the process already has, or keep its own for the next ones."""
    if not _ISSUER:
        files = ensure_issuer(data_dir), private_key(data_dir)
        _ISSUER.update({file.name: file.read_bytes() for file in files})
    data_dir.mkdir(parents=True, exist_ok=True)
    for name, content in _ISSUER.items():
        if not (data_dir / name).exists():
            (data_dir / name).write_bytes(content)


def create_store(url: str, migrations: Sequence[Migration], *, event_store: bool) -> None:
    """Create a store. A new SQLite store is a copy of the first one of its kind, with its own epoch."""
    file, kind = Path(url.removeprefix("sqlite:///")), (tuple(migrations), event_store)
    is_fresh = url.startswith("sqlite:///") and not file.exists()
    if is_fresh and kind in _MIGRATED:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(_MIGRATED[kind])
        if event_store:
            with closing(sqlite3.connect(file)) as store, store:
                store.execute("UPDATE meta SET value = ? WHERE name = 'store_epoch'", (token_hex(4),))
        return
    database = open_database(url)
    migrate(database, migrations, event_store=event_store)
    database.close()
    if is_fresh:
        _MIGRATED[kind] = file.read_bytes()
