"""One way to speak SQL to SQLite and PostgreSQL: `:name` parameters and the subset both understand."""

from __future__ import annotations

import re
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from uuid import UUID

import psycopg
from eventsourcing.persistence import Notification, OperationalError, StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore
from eventsourcing.sqlite import (
    SQLiteApplicationRecorder,
    SQLiteConnection,
    SQLiteCursor,
    SQLiteDatastore,
    SQLiteTransaction,
)

Params = Mapping[str, Any]
Row = Mapping[str, Any]
POOL_SIZE = 8
LOCK_TIMEOUT_SECONDS = 10


class Transaction(ABC):
    """Statements that commit together. Every error rolls all of them back."""

    for_update: str = ""
    """What makes a SELECT lock its rows: nothing on SQLite, where a transaction locks the whole file."""

    @abstractmethod
    def execute(self, sql: str, params: Params | None = None) -> list[Row]:
        """Run one statement; the rows it gives, or none."""

    @abstractmethod
    def executemany(self, sql: str, rows: Iterable[Params]) -> None:
        """Run one statement for each row."""

    @abstractmethod
    def append(self, events: Sequence[StoredEvent]) -> list[int]:
        """Store events; their notification ids. Raises IntegrityError on a version already taken."""

    @abstractmethod
    def events_of(self, aggregate_id: UUID) -> list[StoredEvent]:
        """An aggregate's events in order, those of this transaction included."""


class Database(ABC):
    """A service's own store. Nobody else reads it."""

    kind: str

    @abstractmethod
    def transaction(self) -> AbstractContextManager[Transaction]:
        """Statements that change something; they commit at the end of the block."""

    @abstractmethod
    def reading(self) -> AbstractContextManager[Transaction]:
        """Statements that only read; they wait for no writer and hold none up."""

    @abstractmethod
    def create_event_tables(self) -> None:
        """Create the event store's tables where they are missing."""

    @abstractmethod
    def notifications(self, after: int, limit: int) -> Sequence[Notification]:
        """Stored events in commit order, after a notification id."""

    @abstractmethod
    def last_notification_id(self) -> int:
        """The id of the newest stored event, 0 when there is none."""

    @abstractmethod
    def close(self) -> None:
        """Give up every connection."""

    def query(self, sql: str, params: Params | None = None) -> list[Row]:
        """The rows of one statement that only reads."""
        with self.reading() as tx:
            return tx.execute(sql, params)


def open_database(url: str) -> Database:
    """Open `sqlite:///path` or `postgresql://user:password@host:port/name`.

    Raises ValueError for any other scheme.
    """
    if url.startswith("sqlite:///"):
        return SqliteDatabase(Path(url.removeprefix("sqlite:///")))
    if url.startswith("postgresql://"):
        return PostgresDatabase(url)
    raise ValueError("a database URL starts with sqlite:/// or postgresql://")


class _ImmediateTransaction(SQLiteTransaction):
    """Takes the write lock at once: a deferred one that reads first fails when it comes to write."""

    def __enter__(self) -> SQLiteCursor:
        cursor = self.connection.cursor()
        try:
            cursor.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise OperationalError(error) from error
        return cursor


class _SqliteTx(Transaction):
    def __init__(self, cursor: SQLiteCursor, recorder: SQLiteApplicationRecorder) -> None:
        self._cursor = cursor
        self._recorder = recorder

    def execute(self, sql: str, params: Params | None = None) -> list[Row]:
        self._cursor.execute(sql, params or {})
        return [dict(row) for row in self._cursor.fetchall()]

    def executemany(self, sql: str, rows: Iterable[Params]) -> None:
        self._cursor.executemany(sql, rows)

    def append(self, events: Sequence[StoredEvent]) -> list[int]:
        return list(self._recorder._insert_events(self._cursor, events) or ())  # noqa: SLF001  # joins our transaction

    def events_of(self, aggregate_id: UUID) -> list[StoredEvent]:
        return _stored(self.execute(_EVENTS_OF, {"id": aggregate_id.hex}))


class SqliteDatabase(Database):
    """One file, in write-ahead mode."""

    kind = "sqlite"

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._datastore = SQLiteDatastore(str(path), lock_timeout=LOCK_TIMEOUT_SECONDS, pool_size=POOL_SIZE)
        self._recorder = SQLiteApplicationRecorder(self._datastore)

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        connection: SQLiteConnection
        with (
            self._datastore.get_connection(commit=True) as connection,
            _ImmediateTransaction(connection, commit=True) as cursor,
        ):
            yield _SqliteTx(cursor, self._recorder)

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        with self._datastore.transaction(commit=False) as cursor:
            yield _SqliteTx(cursor, self._recorder)

    def create_event_tables(self) -> None:
        self._recorder.create_table()

    def notifications(self, after: int, limit: int) -> Sequence[Notification]:
        return self._recorder.select_notifications(after, limit, inclusive_of_start=False)

    def last_notification_id(self) -> int:
        return self._recorder.max_notification_id() or 0

    def close(self) -> None:
        self._datastore.close()


class _PostgresTx(Transaction):
    for_update = " FOR UPDATE"

    def __init__(self, cursor: psycopg.Cursor[Any], recorder: PostgresApplicationRecorder) -> None:
        self._cursor = cursor
        self._recorder = recorder

    def execute(self, sql: str, params: Params | None = None) -> list[Row]:
        self._cursor.execute(_percent(sql), params or {})
        return list(self._cursor.fetchall()) if self._cursor.description else []

    def executemany(self, sql: str, rows: Iterable[Params]) -> None:
        self._cursor.executemany(_percent(sql), rows)

    def append(self, events: Sequence[StoredEvent]) -> list[int]:
        if not events:
            return []
        self._recorder._insert_stored_events(self._cursor, events)  # noqa: SLF001  # as above
        return list(self._recorder._fetch_ids_after_insert_events(self._cursor, events) or ())  # noqa: SLF001  # as above

    def events_of(self, aggregate_id: UUID) -> list[StoredEvent]:
        return _stored(self.execute(_EVENTS_OF, {"id": aggregate_id}))


class PostgresDatabase(Database):
    """A database, and a role, of the service's own."""

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
        )
        self._recorder = PostgresApplicationRecorder(self._datastore)

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        with self._datastore.transaction(commit=True) as cursor:
            yield _PostgresTx(cursor, self._recorder)

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        with self._datastore.transaction(commit=False) as cursor:
            yield _PostgresTx(cursor, self._recorder)

    def create_event_tables(self) -> None:
        self._recorder.create_table()

    def notifications(self, after: int, limit: int) -> Sequence[Notification]:
        found: Sequence[Notification] = self._recorder.select_notifications(
            after, limit, inclusive_of_start=False
        )
        return found

    def last_notification_id(self) -> int:
        return self._recorder.max_notification_id() or 0

    def close(self) -> None:
        self._datastore.close()


_EVENTS_OF = (
    "SELECT originator_id, originator_version, topic, state FROM stored_events"
    " WHERE originator_id = :id ORDER BY originator_version"
)


def _stored(rows: list[Row]) -> list[StoredEvent]:
    return [
        StoredEvent(
            originator_id=UUID(str(row["originator_id"])),
            originator_version=row["originator_version"],
            topic=row["topic"],
            state=bytes(row["state"]),
        )
        for row in rows
    ]


@lru_cache(maxsize=512)
def _percent(sql: str) -> str:
    """The statement with psycopg's placeholders."""
    return re.sub(r"(?<!:):([a-z_]\w*)", r"%(\1)s", sql.replace("%", "%%"))
