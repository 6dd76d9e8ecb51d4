"""The live view: facts and what they add up to change together, one batch at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from reporting.facts import store as facts
from reporting.projections.batch import fold_batch
from samplan.bus.clock import now_utc
from samplan.bus.kafka.received import Received
from samplan.bus.observe import tracing
from samplan.bus.store.transactions import Database, Transaction

PROJECTION = (
    """CREATE TABLE projection (
        name TEXT PRIMARY KEY, position BIGINT NOT NULL, generation INTEGER NOT NULL,
        rebuild TEXT, recorded_at TEXT, folded_at TEXT)""",
    "INSERT INTO projection VALUES ('live', 0, 0, NULL, NULL, NULL)",
)


@dataclass(frozen=True)
class Head:
    """How far the view has come. It moves with every batch, and with a rebuild's swap."""

    position: int
    generation: int
    recorded_at: datetime | None
    folded_at: datetime | None


class Projector:
    """The inbox' consumer."""

    def apply(self, tx: Transaction, received: Sequence[Received]) -> None:
        """Append the facts and fold them, in the inbox' own transaction."""
        contents = [one.content() for one in received]
        events = [event for _, event in contents]
        last = advance(tx, len(events), max(envelope.time for envelope, _ in contents))
        facts.append(tx, received, last)
        with tracing.spans("fold", [envelope.traceparent for envelope, _ in contents]):
            rows = fold_batch(tx, "", events)
        facts.forget(tx, events, {key for key, consent in rows.consents.items() if consent.has_ended})


def advance(tx: Transaction, by: int, recorded_at: datetime) -> int:
    """The position before the new facts. Whoever else wants to fold or to swap waits for this transaction."""
    rows = tx.execute(
        "UPDATE projection SET position = position + :by, recorded_at = :recorded_at, folded_at = :folded_at"
        " WHERE name = 'live' RETURNING position",
        {"by": by, "recorded_at": recorded_at.isoformat(), "folded_at": now_utc().isoformat()},
    )
    return int(rows[0]["position"]) - by


def head_in(tx: Transaction) -> Head:
    """How far the view has come, as this transaction sees it."""
    row = tx.execute("SELECT * FROM projection WHERE name = 'live'")[0]
    return Head(row["position"], row["generation"], _instant(row["recorded_at"]), _instant(row["folded_at"]))


def head_of(database: Database) -> Head:
    """How far the view has come."""
    with database.reading() as tx:
        return head_in(tx)


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
