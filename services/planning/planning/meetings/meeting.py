"""One meeting, from its summons until it has been held or cancelled."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from chassis.decisions.domain import Aggregate, Created, DomainEvent, Refused
from planning.meetings.summons import Attendee, CancellationReason, Language, Place, TimeOfDay
from samplan.contracts.codes import Agency, MeetingKind

MEETING = "planning.meeting"
"""The resource of the access table."""


class MeetingIsOver(Refused):
    code = "meeting_is_over"
    title: ClassVar[str] = "The meeting has already been held or cancelled"


class MeetingNotHeld(Refused):
    code = "meeting_not_held"
    title: ClassVar[str] = "The meeting has not been held: record that first"


class NotTheSummoner(Refused):
    code = "not_the_summoner"
    status = 403
    title: ClassVar[str] = (
        "Only the agency that summoned to the meeting, or the keeper of the plan, decides this"
    )


class DidNotAttend(Refused):
    code = "did_not_attend"
    status = 403
    title: ClassVar[str] = "Only an agency that attended the meeting, or the keeper of the plan, may do this"


class Status(StrEnum):
    SUMMONED = "summoned"
    HELD = "held"
    CANCELLED = "cancelled"


class MeetingFact(DomainEvent):
    occurred_on: date


class MeetingChanged(MeetingFact):
    """`readers`: whom it is told to, and whose own the meeting is from then on; None: all parties."""

    readers: tuple[Agency, ...] | None = field(default=None, kw_only=True)

    def apply(self, meeting: "Meeting") -> None:
        meeting.readers = self.readers


class MeetingSummoned(Created, MeetingFact, private=True):
    """`plan_id`, `participant_id`: none where a steering meeting concerns no participant."""

    TOPIC = "planning.MeetingSummoned"
    plan_id: UUID | None
    participant_id: UUID | None
    kept_by: Agency
    summoned_by: Agency
    kind: MeetingKind
    agencies: tuple[Agency, ...]
    planned_on: date
    starts_at: TimeOfDay
    place: Place


@dataclass(frozen=True)
class Note:
    """`sealed`: the words, entered `on` that day. `readers`: whom they are told to; None: all who came."""

    by: Agency
    on: date
    sealed: str
    readers: tuple[Agency, ...] | None

    def is_told_to(self, agency: Agency) -> bool:
        return self.readers is None or agency in self.readers


@dataclass(frozen=True, kw_only=True)
class Holding:
    """How a meeting was held, and who entered that when (P-23). `came`: by agency and role.

    `sealed`: the interpreter's language, which was stored in clear as `interpreter` before.
    """

    on: date | None = None
    came: tuple[Attendee, ...] = ()
    participant_came: bool = False
    interpreter: Language | None = None
    sealed: str | None = None
    conducted_by: Agency | None = None
    entered_by: Agency | None = None
    entered_on: date | None = None


class Meeting(Aggregate):
    TOPIC = "planning.Meeting"
    Event = MeetingFact

    def __init__(
        self,
        *,
        plan_id: UUID | None,
        participant_id: UUID | None,
        kept_by: Agency,
        summoned_by: Agency,
        kind: MeetingKind,
        agencies: tuple[Agency, ...],
        planned_on: date,
        starts_at: TimeOfDay,
        place: Place,
        occurred_on: date,
    ) -> None:
        self.plan_id, self.participant_id = plan_id, participant_id
        self.kept_by, self.summoned_by = kept_by, summoned_by
        self.kind = kind
        self.agencies = agencies
        self.planned_on, self.starts_at, self.place = planned_on, starts_at, place
        self.summoned_on = occurred_on
        self.status = Status.SUMMONED
        self.cancelled_because: CancellationReason | None = None
        self.holding = Holding()
        self.notes: tuple[Note, ...] = ()
        self.readers: tuple[Agency, ...] | None = None

    @property
    def person(self) -> UUID:
        """Under whose key the notes are sealed: a meeting about no participant has one of its own."""
        return self.participant_id or self.id

    @property
    def attending(self) -> set[Agency]:
        """The agencies that came."""
        return {one.agency for one in self.holding.came}

    @property
    def parties(self) -> set[Agency]:
        """The agencies whose own record it is, that were informed of its latest change."""
        return self.concerned if self.readers is None else {*self.readers}

    @property
    def concerned(self) -> set[Agency]:
        """Those that summoned, are summoned or came."""
        return {self.summoned_by, *self.agencies, *self.attending}

    def require_led_by(self, agency: Agency) -> None:
        """Raises NotTheSummoner or MeetingIsOver."""
        if agency not in (self.summoned_by, self.kept_by):
            raise NotTheSummoner
        if self.status is not Status.SUMMONED:
            raise MeetingIsOver
