"""Endings applied before their turn: when their turn comes, only the mark moves.

An ending waits for no other record (I24), but marks move only in publishing order (decision 20).
"""

from __future__ import annotations

from samplan.bus.kafka.received import Received
from samplan.bus.store.transactions import Transaction


def note_early(tx: Transaction, ending: Received) -> bool:
    """Record that an ending is applied ahead of its turn; whether this is the first time."""
    return bool(
        tx.execute(
            "INSERT INTO early_endings VALUES (:source, :subject, :sequence)"
            " ON CONFLICT (source, subject, sequence) DO NOTHING RETURNING sequence",
            _name_of(ending),
        )
    )


def was_early(tx: Transaction, received: Received) -> bool:
    """Whether a record whose turn has come is an ending already applied. Deletes the note, so ask once."""
    if not received.is_ending:
        return False
    return bool(
        tx.execute(
            "DELETE FROM early_endings WHERE source = :source AND subject = :subject"
            " AND sequence = :sequence RETURNING sequence",
            _name_of(received),
        )
    )


def _name_of(received: Received) -> dict[str, str | int]:
    envelope, _ = received.content()
    return {"source": envelope.source, "subject": envelope.subject, "sequence": envelope.sequence}
