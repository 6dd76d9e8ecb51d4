"""What is so with a referral: its state, and the rules that only read it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from contracts.codes import AgeBand, Agency, DeclineReason, IncomeSupport, Mode, Sex
from referral.domain.eligibility import Trace


class Step(StrEnum):
    """How far a referral has come."""

    SUBMITTED = "submitted"
    RETURNED = "returned"
    ASSESSED = "assessed"
    MEETING_BOOKED = "meeting_booked"
    MEETING_HELD = "meeting_held"
    ENROLLED = "enrolled"
    DECLINED = "declined"


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


class ReferralState:
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
    ) -> None:
        self.programme = programme
        self.referring_agency = referring_agency
        self.person = person
        self.sealed = sealed
        self.sex = sex
        self.age_band = age_band
        self.income_support = income_support
        self.has_income_support = has_income_support
        self.referred_on = occurred_on
        self.last_step_on = occurred_on
        self.step = Step.SUBMITTED
        self.gaps: tuple[Gap, ...] = ()
        self.trace: Trace | None = None
        self.meeting_on: date | None = None
        self.sealed_meeting: str | None = None
        self.declined_because: DeclineReason | None = None
        self.participant_id: UUID | None = None
        self.mode: Mode | None = None

    @property
    def is_closed(self) -> bool:
        return self.step in {Step.ENROLLED, Step.DECLINED}
