"""What the erasure of a participant leads to in the service of an owner of records (C-09).

The consent service decides it, once every agency has assessed it. Each owner notes it, erases what it holds,
and acknowledges it only then. A service derives its aggregate and both its facts, under topics of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.domain import Aggregate, Created, DomainEvent
from chassis.decisions.projections import Projection
from samplan.bus.store.migrations import Migration
from samplan.contracts.codes import ErasureOutcome, RetentionGround

MIGRATIONS = (
    Migration(
        "own-erasures-1",
        ("CREATE TABLE due_erasures (erasure_id TEXT PRIMARY KEY, noted_on TEXT NOT NULL)",),
    ),
)


class ErasureNoted(Created, private=True):
    participant_id: UUID
    occurred_on: date


class ErasureAcknowledged(DomainEvent):
    """Recorded after the keys are destroyed; or `retained`, until the ground has passed."""

    occurred_on: date
    outcome: ErasureOutcome
    ground: RetentionGround | None

    def apply(self, erasure: OwnErasure) -> None:
        erasure.acknowledged = (self.outcome, self.ground)


class OwnErasure(Aggregate):
    """The erasure of one participant id in this service, under the id that the consent service gave it.

    A service replaces both facts by its own. Without annotations: with one, the library would give each
    subclass a dataclass's `__init__`.
    """

    NOTED = ErasureNoted
    ACKNOWLEDGED = ErasureAcknowledged

    def __init__(self, *, participant_id: UUID, occurred_on: date) -> None:
        self.participant_id = participant_id
        self.noted_on = occurred_on
        self.acknowledged: tuple[ErasureOutcome, RetentionGround | None] | None = None

    @classmethod
    def note(cls, erasure_id: UUID, participant_id: UUID, on: date, work: Records) -> None:
        """Noting it again changes nothing."""
        if work.find(cls, erasure_id) is None:
            work.add(cls.begin(cls.NOTED, erasure_id, participant_id=participant_id, occurred_on=on))

    @property
    def is_carried_out(self) -> bool:
        return self.acknowledged is not None and self.acknowledged[0] is ErasureOutcome.ERASED

    def acknowledge(self, outcome: ErasureOutcome, ground: RetentionGround | None, on: date) -> None:
        """Record the outcome; the same one again records nothing."""
        if self.acknowledged != (outcome, ground):
            said_on = max(on, self.noted_on)
            self.trigger_event(self.ACKNOWLEDGED, outcome=outcome, ground=ground, occurred_on=said_on)


def due_erasures_of(kind: type[OwnErasure]) -> Projection[OwnErasure, Any]:
    """The read model of those that are not carried out yet."""
    return Projection(of=kind, facts=(kind.NOTED, kind.ACKNOWLEDGED), fold=_fold)


def _fold(erasure: OwnErasure, _: Sequence[DomainEvent], tables: Records) -> None:
    row = {"id": str(erasure.id), "noted_on": erasure.noted_on.isoformat()}
    if erasure.is_carried_out:
        tables.write("DELETE FROM due_erasures WHERE erasure_id = :id", row)
    else:
        tables.write(
            "INSERT INTO due_erasures VALUES (:id, :noted_on) ON CONFLICT (erasure_id) DO NOTHING", row
        )


def due_erasures(work: Records) -> list[UUID]:
    """The oldest first."""
    rows = work.rows("SELECT erasure_id FROM due_erasures ORDER BY noted_on, erasure_id")
    return [UUID(row["erasure_id"]) for row in rows]
