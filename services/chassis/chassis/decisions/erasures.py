"""What the erasure of a participant leads to in the service of an owner of records (C-09).

The consent service decides it, once every agency has assessed it. Each owner notes it, erases what it holds,
and acknowledges it only then. A service derives its aggregate and both its facts, under topics of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar, Protocol, Self
from uuid import UUID

from chassis.decisions.commands import Command, Records
from chassis.decisions.domain import Aggregate, Created, DomainEvent, Refused
from chassis.decisions.projections import Projection
from samplan.bus.store.migrations import Migration
from samplan.contracts.codes import Agency
from samplan.contracts.codes.erasures import ErasureOutcome, RetentionGround
from samplan.contracts.owners.erasures import ErasureExecuted
from samplan.privacy.circle import circles

MIGRATIONS = (
    Migration(
        "own-erasures-1",
        ("CREATE TABLE due_erasures (erasure_id TEXT PRIMARY KEY, noted_on TEXT NOT NULL)",),
    ),
    Migration(
        "own-erasures-2",
        ("CREATE TABLE erasure_announcers (erasure_id TEXT PRIMARY KEY, source TEXT NOT NULL)",),
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


class AnnouncedByAnother(Refused):
    """Another agency's consent service announced the erasure first: it alone speaks of it (I12)."""

    code = "owned_by_another"
    title: ClassVar[str] = "Another agency's service announced the erasure"


class NoteAnnouncement(Command[Any]):
    """A consent service has published the erasure's id. The first that does so owns it."""

    erasure_id: UUID
    source: str

    def carry_out(self, work: Records, office: Any) -> None:
        """Raises AnnouncedByAnother for the service of another agency."""
        work.write(
            "INSERT INTO erasure_announcers VALUES (:id, :source) ON CONFLICT (erasure_id) DO NOTHING",
            {"id": str(self.erasure_id), "source": self.source},
        )
        announcer = _announcer(self.erasure_id, work)
        if announcer and _agency(announcer) != _agency(self.source):
            raise AnnouncedByAnother


class Keeping(Protocol):
    @property
    def keeper(self) -> Agency:
        """The agency that runs the service."""


class NoteErasure(NoteAnnouncement):
    """A consent service has erased a participant. `agencies`: those that have no ground against it.

    The clock erases what this service holds: a key store that cannot be written parks no event. An erasure
    by another service than the participant's issuer is ignored (I12). It may be read before the grant that
    says who issued them: then it is kept, and waits for that.
    """

    KIND: ClassVar[type[OwnErasure]]

    participant_id: UUID
    agencies: tuple[Agency, ...]
    occurred_on: date

    @classmethod
    def of(cls, event: ErasureExecuted, source: str) -> Self:
        return cls(
            erasure_id=event.erasure_id,
            participant_id=event.participant_id,
            agencies=event.agencies or (),
            source=source,
            occurred_on=event.occurred_on,
        )

    def carry_out(self, work: Records, office: Keeping) -> None:
        super().carry_out(work, office)
        may_say_so = circles.may_be_from_issuer(self.participant_id, self.source, work)
        if office.keeper in self.agencies and may_say_so:
            self.KIND.note(self.erasure_id, self.participant_id, self.occurred_on, work)


def is_from_issuer(erasure: OwnErasure, work: Records) -> bool:
    """Whether who announced the erasure has issued the participant: not before the first grant is read."""
    announcer = _announcer(erasure.id, work)
    return announcer is None or circles.is_from_issuer(erasure.participant_id, announcer, work)


def _agency(source: str) -> str:
    """The epoch of its store may change."""
    return source.split("/")[1]


def _announcer(erasure_id: UUID, work: Records) -> str | None:
    """None for one that was noted before announcers were: its issuer was asked then."""
    rows = work.rows("SELECT source FROM erasure_announcers WHERE erasure_id = :id", {"id": str(erasure_id)})
    return str(rows[0]["source"]) if rows else None
