"""The outbox of a program without an event store: its own transaction writes a row, the relay publishes it.

One statement writes a row, so any connection to the store can do it. Later the rows move, in the order in
which they were written, to the log that the relay reads, which gives sequence, epoch and predecessor.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import msgspec
from eventsourcing.persistence import Notification, StoredEvent

from samplan.bus.clock import now_utc
from samplan.bus.publishing.publication import Publishable
from samplan.bus.store.migrations import Migration
from samplan.bus.store.transactions import Database, Row, Transaction
from samplan.contracts.event import ContractEvent
from samplan.contracts.registry import EVENTS

OUTBOX = Migration(
    "outbox-1",
    (
        """CREATE TABLE samplan_outbox (
            id TEXT PRIMARY KEY, position BIGINT NOT NULL, subject TEXT NOT NULL, type TEXT NOT NULL,
            data TEXT NOT NULL, recorded_at TEXT NOT NULL)""",
    ),
)
WRITE = (
    "INSERT INTO samplan_outbox (id, position, subject, type, data, recorded_at) VALUES (:id,"
    # Of rows that wait together, the one written after the other has committed comes later.
    " (SELECT coalesce(max(position), 0) + 1 FROM samplan_outbox), :subject, :type, :data, :recorded_at)"
)
MOVED_AT_ONCE = 500


class Stored(msgspec.Struct, frozen=True):
    """What the log keeps of an event."""

    id: str
    recorded_at: datetime
    data: msgspec.Raw


class Written(NamedTuple):
    """An event of the log, and its position."""

    position: int
    event: ContractEvent


def row_of(event: ContractEvent) -> dict[str, Any]:
    """The parameters of `WRITE`.

    Raises ValueError for values that the contract refuses: once written, they would stop the relay.
    """
    data = msgspec.json.encode(event)
    try:
        readable = msgspec.json.decode(data, type=type(event))
    except msgspec.ValidationError as error:
        raise ValueError(f"{event.TYPE}: {error}") from None
    return {
        "id": str(uuid4()),
        "subject": readable.subject_id,
        "type": event.TYPE,
        "data": data.decode(),
        "recorded_at": now_utc().isoformat(),
    }


def waiting(database: Database) -> int:
    """How many rows have not moved yet."""
    return int(database.query("SELECT count(*) AS n FROM samplan_outbox")[0]["n"])


def move_to_log(database: Database) -> int:
    """Move the written rows to the log; how many."""
    moved = 0
    while waiting(database):
        with database.transaction() as tx:
            tx.lock("outbox")
            moved += _move(tx)
    return moved


def _move(tx: Transaction) -> int:
    rows = tx.execute(
        f"SELECT * FROM samplan_outbox ORDER BY position, id LIMIT {MOVED_AT_ONCE}"  # noqa: S608  # our own number
    )
    last: dict[str, int] = {}
    for row in rows:
        subject = row["subject"]
        version = last.get(subject) or len(tx.events_of(UUID(subject)))
        tx.append([_stored(row, version + 1)])
        last[subject] = version + 1
    tx.executemany("DELETE FROM samplan_outbox WHERE id = :id", [{"id": row["id"]} for row in rows])
    return len(rows)


def _stored(row: Row, version: int) -> StoredEvent:
    recorded_at = datetime.fromisoformat(row["recorded_at"])
    state = Stored(row["id"], recorded_at, msgspec.Raw(row["data"].encode()))
    return StoredEvent(UUID(row["subject"]), version, row["type"], msgspec.json.encode(state))


def publishable_in(notification: Notification) -> Publishable:
    """The translation of a store that holds only rows of an outbox: each is published as it was written."""
    stored = msgspec.json.decode(notification.state, type=Stored)
    return Publishable(
        event=_event(notification, stored),
        recorded_at=stored.recorded_at,
        correlation_id=stored.id,
        causation_id=stored.id,
        traceparent=None,
    )


def written_at(database: Database, position: int) -> Written | None:
    """The event at a position of the log."""
    found = database.notifications(position - 1, 1)
    if not found or found[0].id != position:
        return None
    return Written(position, _event(found[0], msgspec.json.decode(found[0].state, type=Stored)))


def written_after(database: Database, position: int) -> list[Written]:
    """The events of the log after a position, in order."""
    found = database.notifications(position, MOVED_AT_ONCE)
    return [Written(one.id, _event(one, msgspec.json.decode(one.state, type=Stored))) for one in found]


def _event(notification: Notification, stored: Stored) -> ContractEvent:
    return msgspec.json.decode(bytes(stored.data), type=EVENTS[notification.topic])
