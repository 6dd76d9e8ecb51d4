"""Whether the store accepts writes: a store on a full disk still answers reads (K73)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import psycopg
from eventsourcing.persistence import PersistenceError

from samplan.bus.clock import now_utc
from samplan.bus.store.transactions import Database

_WRITE = (
    "INSERT INTO meta VALUES ('written_at', :now) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)
_SQLITE = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_CANTOPEN,
}
_POSTGRESQL = ("53100", "58", "25006", "XX")  # disk full, I/O and other system errors, read-only, corrupted


class WriteProbe:
    """Writes one row at intervals, and keeps the result for readiness."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.failure: str | None = None

    def write(self) -> None:
        """A store that is locked or does not answer for another reason says nothing about its disk."""
        try:
            with self._database.transaction() as tx:
                tx.execute(_WRITE, {"now": now_utc().isoformat()})
        except (PersistenceError, sqlite3.Error, psycopg.Error, OSError) as error:
            if cannot_write(error):
                self.failure = "store accepts no writes"
        else:
            self.failure = None


def cannot_write(error: BaseException) -> bool:
    """Whether the disk is the cause of a store's error: full, read-only or broken."""
    return any(_is_of_the_disk(one) for one in _causes(error))


def _is_of_the_disk(error: BaseException) -> bool:
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorcode", 0) & 0xFF in _SQLITE
    if isinstance(error, psycopg.Error):
        return (error.sqlstate or "").startswith(_POSTGRESQL)
    return isinstance(error, OSError)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
