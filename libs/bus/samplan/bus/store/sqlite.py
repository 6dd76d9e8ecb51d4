"""The embedded store: one SQLite file per service."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from uuid import UUID

from eventsourcing.persistence import OperationalError, ProgrammingError, StoredEvent
from eventsourcing.sqlite import (
    SQLiteApplicationRecorder,
    SQLiteConnection,
    SQLiteCursor,
    SQLiteDatastore,
    SQLiteTransaction,
)

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


class _ImmediateTransaction(SQLiteTransaction):
    """Takes the write lock at the start: a deferred transaction that reads first can fail when it writes."""

    def __enter__(self) -> SQLiteCursor:
        cursor = self.connection.cursor()
        try:
            cursor.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise OperationalError(error) from error
        return cursor


class _SqliteTx(Transaction):
    kind = "sqlite"

    def __init__(
        self, cursor: SQLiteCursor, recorder: SQLiteApplicationRecorder, damaged: list[Place]
    ) -> None:
        super().__init__(damaged)
        self._cursor = cursor
        self._recorder = recorder

    def lock(self, name: str) -> None:
        """No further lock is needed: a writing transaction locks the whole file."""

    def execute(self, sql: str, params: Params | None = None) -> list[Row]:
        with _as_program_fault():
            self._cursor.execute(sql, params or {})
            return [dict(row) for row in self._cursor.fetchall()]

    def executemany(self, sql: str, rows: Iterable[Params]) -> None:
        with _as_program_fault():
            self._cursor.executemany(sql, rows)

    def raw(self, sql: str, params: Params | None = None) -> list[Row]:
        connection = self.connection
        connection.text_factory = bytes
        try:
            return self.execute(sql, params)
        finally:
            connection.text_factory = str

    @property
    def connection(self) -> sqlite3.Connection:
        return self._cursor.sqlite_cursor.connection

    def id_of(self, aggregate_id: UUID) -> UUID | str:
        return aggregate_id.hex

    def _insert(self, events: Sequence[StoredEvent]) -> list[int]:
        return list(self._recorder._insert_events(self._cursor, events) or ())  # noqa: SLF001  # joins our transaction


def make_private(path: Path) -> None:
    """Create a missing store readable by its owner only; SQLite's files beside it get the same mode."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.touch(mode=0o600)


class SqliteDatabase(Database):
    """One file, in write-ahead mode."""

    kind = "sqlite"

    def __init__(self, path: Path) -> None:
        make_private(path)
        # Separate pools: in a shared one, a waiting writer would block later readers.
        self._writer = SQLiteDatastore(str(path), lock_timeout=LOCK_TIMEOUT_SECONDS, pool_size=1)
        self._readers = SQLiteDatastore(str(path), lock_timeout=LOCK_TIMEOUT_SECONDS, pool_size=POOL_SIZE)
        self._recorder = SQLiteApplicationRecorder(self._readers)

    @contextmanager
    def _writing(self, damaged: list[Place]) -> Iterator[Transaction]:
        connection: SQLiteConnection
        with (
            self._writer.get_connection(commit=True) as connection,
            _ImmediateTransaction(connection, commit=True) as cursor,
        ):
            yield _SqliteTx(cursor, self._recorder, damaged)

    @contextmanager
    def _reading(self, damaged: list[Place]) -> Iterator[Transaction]:
        with self._readers.transaction(commit=False) as cursor:
            yield _SqliteTx(cursor, self._recorder, damaged)

    def alone(self, name: str) -> AbstractContextManager[None]:
        return nullcontext()  # each transaction locks the file, and each step is idempotent

    def create_event_tables(self) -> None:
        with self.transaction() as tx:
            for statement in self._recorder.create_table_statements:
                tx.execute(statement)

    def last_notification_id(self) -> int:
        return self._recorder.max_notification_id() or 0

    def connections(self) -> Connections:
        """`waiting` is 0: requests wait for the file lock, which is not counted."""
        return Connections(self._writer.pool.num_in_use + self._readers.pool.num_in_use, 0)

    def close(self) -> None:
        self._writer.close()
        self._readers.close()


@contextmanager
def _as_program_fault() -> Iterator[None]:
    """SQLite has one error for a full disk and a misspelt column; only the first is worth a retry."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_ERROR:
            raise ProgrammingError(error) from error
        raise
