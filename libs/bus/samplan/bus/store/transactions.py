"""The port to SQLite and PostgreSQL: SQL with `:name` parameters, in the subset that both support."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, NamedTuple
from uuid import UUID

from eventsourcing.persistence import Notification, StoredEvent

Params = Mapping[str, Any]
Row = Mapping[str, Any]
POOL_SIZE = 8
LOCK_TIMEOUT_SECONDS = 10


class Connections(NamedTuple):
    """How many are in use, and how many requests wait for one."""

    in_use: int
    waiting: int


class Transaction(ABC):
    """Statements that commit together. Any error rolls all of them back."""

    kind: str

    @abstractmethod
    def lock(self, name: str) -> None:
        """Wait for the lock of that name, and hold it until the transaction ends."""

    @abstractmethod
    def execute(self, sql: str, params: Params | None = None) -> list[Row]:
        """Run one statement; its rows, if any. Raises ProgrammingError for invalid SQL."""

    @abstractmethod
    def executemany(self, sql: str, rows: Iterable[Params]) -> None:
        """Run one statement for each row."""

    @abstractmethod
    def append(self, events: Sequence[StoredEvent]) -> list[int]:
        """Store events; their notification ids. Raises IntegrityError on a version already taken."""

    @abstractmethod
    def events_of(self, aggregate_id: UUID) -> list[StoredEvent]:
        """An aggregate's events in order, including those of this transaction."""


class Database(ABC):
    """A service's own store. No other service reads it."""

    kind: str

    @abstractmethod
    def transaction(self) -> AbstractContextManager[Transaction]:
        """Statements that change something; they commit at the end of the block."""

    @abstractmethod
    def reading(self) -> AbstractContextManager[Transaction]:
        """Statements that only read; they neither wait for a writer nor block one."""

    @abstractmethod
    def alone(self, name: str) -> AbstractContextManager[None]:
        """A block of several transactions that only one program runs at a time."""

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
    def connections(self) -> Connections:
        """The present use of the connections."""

    @abstractmethod
    def close(self) -> None:
        """Close every connection."""

    def query(self, sql: str, params: Params | None = None) -> list[Row]:
        """The rows of one statement that only reads."""
        with self.reading() as tx:
            return tx.execute(sql, params)


EVENTS_OF = (
    "SELECT originator_id, originator_version, topic, state FROM stored_events"
    " WHERE originator_id = :id ORDER BY originator_version"
)


def stored(rows: list[Row]) -> list[StoredEvent]:
    """Rows of `EVENTS_OF` as the library's stored events."""
    return [
        StoredEvent(
            originator_id=UUID(str(row["originator_id"])),
            originator_version=row["originator_version"],
            topic=row["topic"],
            state=bytes(row["state"]),
        )
        for row in rows
    ]
