"""The view's position, and which rebuild may replace it: one row, which also serialises the writers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from samplan.bus.clock import now_utc
from samplan.bus.store.transactions import Database, Transaction

PROJECTION = (
    """CREATE TABLE projection (
        name TEXT PRIMARY KEY, position BIGINT NOT NULL, generation INTEGER NOT NULL,
        rebuild TEXT, recorded_at TEXT, folded_at TEXT)""",
    "INSERT INTO projection VALUES ('live', 0, 0, NULL, NULL, NULL)",
)


@dataclass(frozen=True)
class Head:
    """It moves with every batch of facts, and with the swap at the end of a rebuild."""

    position: int
    generation: int
    recorded_at: datetime | None
    folded_at: datetime | None


def head_in(tx: Transaction) -> Head:
    """The head as this transaction sees it."""
    row = tx.execute("SELECT * FROM projection WHERE name = 'live'")[0]
    return Head(row["position"], row["generation"], _instant(row["recorded_at"]), _instant(row["folded_at"]))


def head_of(database: Database) -> Head:
    with database.reading() as tx:
        return head_in(tx)


def advance(tx: Transaction, by: int, recorded_at: datetime) -> int:
    """The position before the new facts. Every other writer waits until this transaction ends."""
    rows = tx.execute(
        "UPDATE projection SET position = position + :by, recorded_at = :recorded_at, folded_at = :folded_at"
        " WHERE name = 'live' RETURNING position",
        {"by": by, "recorded_at": recorded_at.isoformat(), "folded_at": now_utc().isoformat()},
    )
    return int(rows[0]["position"]) - by


def claim(tx: Transaction, rebuild: str) -> int:
    """Make this the only rebuild that may replace the view; the generation of the view in use."""
    rows = tx.execute(
        "UPDATE projection SET rebuild = :rebuild WHERE name = 'live' RETURNING generation",
        {"rebuild": rebuild},
    )
    return int(rows[0]["generation"])


def lock(tx: Transaction, rebuild: str) -> int | None:
    """Lock the view so that no fact arrives before the swap; its position, or None after a later claim."""
    rows = tx.execute(
        "UPDATE projection SET rebuild = rebuild WHERE name = 'live' AND rebuild = :rebuild"
        " RETURNING position",
        {"rebuild": rebuild},
    )
    return int(rows[0]["position"]) if rows else None


def next_generation(tx: Transaction) -> None:
    """Record that a rebuild has replaced the view, so that no cached answer stays valid."""
    tx.execute("UPDATE projection SET generation = generation + 1, rebuild = NULL WHERE name = 'live'")


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
