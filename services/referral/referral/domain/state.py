"""What is so with a referral: its state, and the rules that only read it."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from uuid import UUID

from referral.domain.eligibility import Trace
from referral.domain.refusals import BeforeAnEarlierStep, ReferralIsClosed, ReferralIsReturned
from samplan.contracts.codes import AgeBand, Agency, DeclineReason, IncomeSupport, Mode, Sex, StudyVisitEnd

if TYPE_CHECKING:
    from eventsourcing.domain import CanMutateAggregate


class Step(StrEnum):
    """How far a referral has come."""

    SUBMITTED = "submitted"
    RETURNED = "returned"
    ASSESSED = "assessed"
    MEETING_BOOKED = "meeting_booked"
    MEETING_MISSED = "meeting_missed"
    MEETING_HELD = "meeting_held"
    DECISION_POSTPONED = "decision_postponed"
    ENROLLED = "enrolled"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    ROUTED = "routed"
    ENTERED_IN_ERROR = "entered_in_error"


CLOSED = frozenset({Step.ENROLLED, Step.DECLINED, Step.WITHDRAWN, Step.ROUTED, Step.ENTERED_IN_ERROR})


@dataclass(frozen=True, kw_only=True)
class Gap:
    """What a form lacks: where, as a pointer into it, and why, as a code."""

    pointer: str
    code: str


@dataclass(frozen=True, kw_only=True)
class CodedForm:
    """What a form says in codes alone."""

    sex: Sex
    age_band: AgeBand
    income_support: IncomeSupport
    has_income_support: bool
    is_protected: bool = False


@dataclass(frozen=True, kw_only=True)
class Visit:
    """A study visit, with its two limits and the days after the start on which to remind of them."""

    started_on: date
    follow_up_by: date
    decide_by: date
    reminders: tuple[int, ...]
    reminded: tuple[int, ...] = field(default=())
    followed_up_on: date | None = None
    end: StudyVisitEnd | None = None

    @property
    def due_on(self) -> date:
        """90 days and three months differ by up to two days: whichever comes first counts."""
        return min(self.follow_up_by, self.decide_by)


@dataclass(frozen=True, kw_only=True)
class Link:
    """The referral that this one follows, and how many there were within a year, this one included."""

    earlier: UUID
    within_a_year: int


TOLERATED_WITHIN_A_YEAR = 2


class ReferralState:
    if TYPE_CHECKING:

        def trigger_event(self, event_class: "type[CanMutateAggregate[UUID]]", **kwargs: Any) -> None:
            """The aggregate's own: what a part of it decides becomes a fact of the whole."""

    def __init__(
        self,
        *,
        programme: str,
        referring_agency: Agency,
        person: UUID,
        sealed: str,
        sex: Sex,
        age_band: AgeBand,
        income_support: IncomeSupport,
        has_income_support: bool,
        occurred_on: date,
        is_protected: bool = False,
    ) -> None:
        self.programme = programme
        self.referring_agency = referring_agency
        self.person = person
        self.sealed = sealed
        self.sex = sex
        self.age_band = age_band
        self.income_support = income_support
        self.has_income_support = has_income_support
        self.is_protected = is_protected
        self.referred_on = occurred_on
        self.last_step_on = occurred_on
        self.step = Step.SUBMITTED
        self.gaps: tuple[Gap, ...] = ()
        self.trace: Trace | None = None
        self.meeting_on: date | None = None
        self.sealed_meeting: str | None = None
        self.decision_on: date | None = None
        self.visit: Visit | None = None
        self.link: Link | None = None
        self.routed_to: UUID | None = None
        self.declined_because: DeclineReason | None = None
        self.participant_id: UUID | None = None
        self.mode: Mode | None = None

    @property
    def is_closed(self) -> bool:
        return self.step in CLOSED

    @property
    def is_going_round(self) -> bool:
        """Referred to the programme more than twice within 12 months (rundgång, R-12)."""
        return self.link is not None and self.link.within_a_year > TOLERATED_WITHIN_A_YEAR

    @property
    def is_to_be_counted(self) -> bool:
        """Whether nobody counts her once it is withdrawn: not enrolled, nor counted when declining."""
        return self.participant_id is None and self.declined_because is not DeclineReason.NO_CONSENT

    def check_open(self, on: date) -> None:
        """Raises ReferralIsClosed or BeforeAnEarlierStep."""
        if self.is_closed:
            raise ReferralIsClosed
        if on < self.last_step_on:
            raise BeforeAnEarlierStep

    def check_complete(self, on: date) -> None:
        """As `check_open`; raises ReferralIsReturned while a supplement is awaited."""
        self.check_open(on)
        if self.step is Step.RETURNED:
            raise ReferralIsReturned
