"""The port to SQLite and PostgreSQL: SQL with `:name` parameters, in the subset that both support."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import Any, NamedTuple
from uuid import UUID

import structlog
from eventsourcing.persistence import Notification, PersistenceError, StoredEvent

from samplan.bus.clock import now_utc
from samplan.bus.store.digests import Chain, Place, RecordsDamaged, Seal, chain_of, sealed
from samplan.bus.store.event_rows import EVENTS_OF, NOTIFICATIONS, contents_in, notification_in, seals_in

log = structlog.get_logger()

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

    def __init__(self, damaged: list[Place]) -> None:
        self.damaged = damaged
        """The damaged records that were found: the database notes them when the transaction has ended."""
        self._chains: dict[UUID, Chain] = {}

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
    def raw(self, sql: str, params: Params | None = None) -> list[Row]:
        """Rows with their texts as bytes: a damaged text may not be UTF-8."""

    @property
    @abstractmethod
    def connection(self) -> Any:
        """The driver's connection, for a library that works within this transaction and never ends it."""

    @abstractmethod
    def id_of(self, aggregate_id: UUID) -> UUID | str:
        """The aggregate's id as the columns of this store hold it."""

    @abstractmethod
    def _insert(self, events: Sequence[StoredEvent]) -> list[int]:
        """Insert events; their notification ids."""

    def append(self, events: Sequence[StoredEvent]) -> list[int]:
        """Store events and their digests; their notification ids.

        Raises IntegrityError on a version already taken, and RecordsDamaged.
        """
        for event in events:
            if event.originator_version > 1 and event.originator_id not in self._chains:
                self.events_of(_uuid(event))
        ids = self._insert(events) if events else []
        self._seal(events, ids)
        return ids

    def events_of(self, aggregate_id: UUID) -> list[StoredEvent]:
        """An aggregate's events in order, including those of this transaction. Raises RecordsDamaged."""
        rows = self.raw(EVENTS_OF[self.kind], {"id": self.id_of(aggregate_id)})
        events = contents_in(rows)
        try:
            self._chains[aggregate_id] = chain_of(str(aggregate_id), events, seals_in(rows))
        except RecordsDamaged as found:
            self.damaged.extend(found.places)
            raise
        return [
            StoredEvent(aggregate_id, version, event.topic.decode(), event.state)
            for version, event in sorted(events.items())
        ]

    def lacks_digests(self, aggregate_id: UUID) -> bool:
        """Whether an earlier version has stored an aggregate's last events. Raises RecordsDamaged."""
        self.events_of(aggregate_id)
        return bool(self._chains[aggregate_id].unsealed)

    def seal(self, aggregate_id: UUID) -> int:
        """Store the digests that an aggregate's last events lack; how many. Raises RecordsDamaged."""
        self.events_of(aggregate_id)
        unsealed = self._chains[aggregate_id].unsealed
        self._store_seals({aggregate_id: unsealed})
        return len(unsealed)

    def _seal(self, events: Sequence[StoredEvent], ids: Sequence[int]) -> None:
        fresh: dict[UUID, list[Seal]] = {}
        for event, position in zip(events, ids, strict=True):
            aggregate = _uuid(event)
            chain = self._chains.get(aggregate, Chain())
            seal = sealed(position, event.originator_version, chain.head, event.topic.encode(), event.state)
            fresh.setdefault(aggregate, list(chain.unsealed)).append(seal)
            self._chains[aggregate] = Chain(seal.digest)
        self._store_seals(fresh)

    def _store_seals(self, seals: Mapping[UUID, Sequence[Seal]]) -> None:
        rows = [
            {"id": self.id_of(aggregate), **seal._asdict()}
            for aggregate, own in seals.items()
            for seal in own
        ]
        if rows:
            self.executemany(
                "INSERT INTO event_digests VALUES (:position, :id, :version, :previous, :digest)", rows
            )


class Database(ABC):
    """A service's own store. No other service reads it."""

    kind: str

    @abstractmethod
    def _writing(self, damaged: list[Place]) -> AbstractContextManager[Transaction]:
        """A transaction that commits at the end of the block."""

    @abstractmethod
    def _reading(self, damaged: list[Place]) -> AbstractContextManager[Transaction]:
        """A transaction that neither waits for a writer nor blocks one."""

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Statements that change something; they commit at the end of the block."""
        with self._noting() as damaged, self._writing(damaged) as tx:
            yield tx

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """Statements that only read; they neither wait for a writer nor block one."""
        with self._noting() as damaged, self._reading(damaged) as tx:
            yield tx

    @contextmanager
    def _noting(self) -> Iterator[list[Place]]:
        damaged: list[Place] = []
        try:
            yield damaged
        finally:
            if damaged:
                with suppress(PersistenceError):
                    self.note_damage(damaged)

    def note_damage(self, places: Iterable[Place]) -> None:
        """Record damaged records, for the alarm and the relay."""
        rows = self.query("SELECT stored_in, position, aggregate, version FROM damaged")
        known = {tuple(row.values()) for row in rows}
        fresh = [place for place in places if place[:4] not in known]
        for place in fresh:
            log.critical("record_damaged", table=place.table, position=place.position, column=place.column)
        if fresh:
            with self.transaction() as tx:
                tx.executemany(_NOTE, [{**place._asdict(), "at": now_utc().isoformat()} for place in fresh])

    @abstractmethod
    def alone(self, name: str) -> AbstractContextManager[None]:
        """A block of several transactions that only one program runs at a time."""

    @abstractmethod
    def create_event_tables(self) -> None:
        """Create the event store's tables where they are missing."""

    def notifications(self, after: int, limit: int) -> list[Notification]:
        """Stored events in commit order, after a notification id; not compared with digests."""
        with self.reading() as tx:
            rows = tx.raw(NOTIFICATIONS[self.kind], {"after": after, "limit": limit})
        return [notification_in(row) for row in rows]

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


_NOTE = (
    "INSERT INTO damaged VALUES (:table, :position, :aggregate, :version, :column, :at)"
    " ON CONFLICT DO NOTHING"
)


def _uuid(event: StoredEvent) -> UUID:
    if not isinstance(event.originator_id, UUID):
        raise TypeError("an aggregate's id is a UUID")
    return event.originator_id
