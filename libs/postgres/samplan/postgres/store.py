"""The store in production: a PostgreSQL database, and a role, for each service."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, cast
from urllib.parse import parse_qsl, unquote, urlsplit
from uuid import UUID

import psycopg
from eventsourcing.persistence import StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore

from samplan.bus.store.digests import Place
from samplan.bus.store.transactions import (
    LOCK_TIMEOUT_SECONDS,
    POOL_SIZE,
    Connections,
    Database,
    Params,
    Row,
    Transaction,
)
from samplan.postgres.placeholders import as_pyformat

STALLED_SECONDS = 60
"""How long a transaction may be idle: a process that hangs must not keep its locks."""


class _PostgresTx(Transaction):
    kind = "postgresql"

    def __init__(
        self, cursor: psycopg.Cursor[Any], recorder: PostgresApplicationRecorder, damaged: list[Place]
    ) -> None:
        super().__init__(damaged)
        self._cursor = cursor
        self._recorder = recorder

    def lock(self, name: str) -> None:
        self._cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%(name)s))", {"name": name})

    def execute(self, sql: str, params: Params | None = None) -> list[Row]:
        self._cursor.execute(as_pyformat(sql), params or {})
        return list(self._cursor.fetchall()) if self._cursor.description else []

    def executemany(self, sql: str, rows: Iterable[Params]) -> None:
        self._cursor.executemany(as_pyformat(sql), rows)

    def raw(self, sql: str, params: Params | None = None) -> list[Row]:
        """The server's page checksums find damage; here, a text is always UTF-8."""
        return [
            {name: value.encode() if isinstance(value, str) else value for name, value in row.items()}
            for row in self.execute(sql, params)
        ]

    @property
    def connection(self) -> psycopg.Connection[Any]:
        return self._cursor.connection

    def id_of(self, aggregate_id: UUID) -> UUID | str:
        return aggregate_id

    def _insert(self, events: Sequence[StoredEvent]) -> list[int]:
        self._recorder._insert_stored_events(self._cursor, events)  # noqa: SLF001  # no public call joins our transaction
        return list(self._recorder._fetch_ids_after_insert_events(self._cursor, events) or ())  # noqa: SLF001  # no public call


class PostgresDatabase(Database):
    """A database and a role for one service. The URL's query is libpq's (`?sslmode=verify-full`)."""

    kind = "postgresql"

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._datastore = PostgresDatastore(
            dbname=parts.path.lstrip("/"),
            host=parts.hostname or "127.0.0.1",
            port=parts.port or 5432,
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            pool_size=POOL_SIZE,
            max_overflow=0,
            lock_timeout=LOCK_TIMEOUT_SECONDS,
            idle_in_transaction_session_timeout=STALLED_SECONDS,
        )
        # The library limits only the wait for its own lock; without this, a row lock is waited for forever.
        limit = {"options": f"-c lock_timeout={LOCK_TIMEOUT_SECONDS}s"}
        cast("dict[str, Any]", self._datastore.pool.kwargs).update(limit, **dict(parse_qsl(parts.query)))
        self._recorder = PostgresApplicationRecorder(self._datastore)

    @contextmanager
    def _writing(self, damaged: list[Place]) -> Iterator[Transaction]:
        with self._datastore.transaction(commit=True) as cursor:
            yield _PostgresTx(cursor, self._recorder, damaged)

    @contextmanager
    def _reading(self, damaged: list[Place]) -> Iterator[Transaction]:
        with self._datastore.transaction(commit=False) as cursor:
            yield _PostgresTx(cursor, self._recorder, damaged)

    @contextmanager
    def alone(self, name: str) -> Iterator[None]:
        with self.transaction() as tx:
            tx.lock(name)
            yield

    def create_event_tables(self) -> None:
        self._recorder.create_table()

    def last_notification_id(self) -> int:
        return self._recorder.max_notification_id() or 0

    def connections(self) -> Connections:
        now = self._datastore.pool.get_stats()
        return Connections(now["pool_size"] - now["pool_available"], now.get("requests_waiting", 0))

    def close(self) -> None:
        self._datastore.close()
