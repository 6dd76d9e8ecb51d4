"""The facts that may be delivered, by the record that they are about: a plan or a referral."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from eventsourcing.persistence import Notification

from samplan.bus.store.transactions import Transaction
from samplan.contracts.codes import Agency
from samplan.privacy.deliveries.in_transaction import InTransaction
from samplan.privacy.tables import Tables

INDEXED_AT_ONCE = 500


class Deliverable(msgspec.Struct, frozen=True, kw_only=True):
    """One fact at its position in the log. `makers`: the agencies that it tells of.

    `rests_on`: the aggregates of other services whose parked records may end the record (I24).
    `closes`: no recipient may know the record after it; such a fact itself is delivered to none.
    """

    position: int
    record_id: UUID
    participant_id: UUID
    subject: UUID
    what: str
    occurred_on: date
    makers: frozenset[Agency]
    rests_on: frozenset[UUID] = frozenset()
    closes: bool = False


Index = Callable[[Notification, Transaction], Deliverable | None]
"""What a stored event is to a recipient; None: it is about no participant, or known to its owner alone."""


def index(batch: Sequence[Notification], of: Index, tx: Transaction) -> None:
    """Add the events after those that are indexed, in order."""
    tables = InTransaction(tx)
    for one in batch:
        if (found := of(one, tx)) is not None:
            tables.write(
                "INSERT INTO deliverable VALUES (:position, :record_id, :participant_id, :subject, :what,"
                " :occurred_on, :makers, :rests_on, :closes) ON CONFLICT (position) DO NOTHING",
                _row(found),
            )
    if batch:
        tables.write(
            "INSERT INTO meta VALUES ('deliverable_until', :until)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            {"until": str(batch[-1].id)},
        )


def indexed_until(tables: Tables) -> int:
    """The position of the last event that is indexed."""
    rows = tables.rows("SELECT value FROM meta WHERE name = 'deliverable_until'")
    return int(rows[0]["value"]) if rows else 0


def facts_of(record_id: str, tables: Tables) -> list[Deliverable]:
    """In the order in which they were recorded, without damaged ones."""
    rows = tables.rows(
        "SELECT * FROM deliverable WHERE record_id = :record_id AND position NOT IN"
        " (SELECT position FROM damaged WHERE stored_in = 'stored_events') ORDER BY position",
        {"record_id": record_id},
    )
    return [_fact_in(row) for row in rows]


def participant_of(record_id: str, tables: Tables) -> UUID:
    """Whom the record is about."""
    rows = tables.rows(
        "SELECT participant_id FROM deliverable WHERE record_id = :record_id LIMIT 1",
        {"record_id": record_id},
    )
    return UUID(rows[0]["participant_id"])


def _fact_in(row: Mapping[str, Any]) -> Deliverable:
    stored = {name: row[name] for name in Deliverable.__struct_fields__}
    stored |= {name: row[name].split() for name in ("makers", "rests_on")}
    stored |= {"closes": bool(row["closes"])}
    return msgspec.convert(stored, Deliverable)


def _row(one: Deliverable) -> Mapping[str, Any]:
    return {
        "position": one.position,
        "record_id": str(one.record_id),
        "participant_id": str(one.participant_id),
        "subject": str(one.subject),
        "what": one.what,
        "occurred_on": one.occurred_on.isoformat(),
        "makers": " ".join(sorted(one.makers)),
        "rests_on": " ".join(sorted(map(str, one.rests_on))),
        "closes": int(one.closes),
    }
