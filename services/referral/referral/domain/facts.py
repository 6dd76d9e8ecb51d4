"""What can have happened to a referral, and what each fact changes. Names and `TOPIC`s never change."""

from dataclasses import field
from datetime import date
from uuid import UUID

from chassis.decisions.domain import Created, DomainEvent
from referral.domain.eligibility import Trace
from referral.domain.state import CodedForm, Gap, ReferralState, Step
from samplan.contracts.codes import AgeBand, Agency, DeclineReason, IncomeSupport, Mode, Sex


class ReferralEvent(DomainEvent):
    """`is_protected`: about somebody with protected identity, of whom nothing is published (C-13)."""

    occurred_on: date
    is_protected: bool = field(default=False, kw_only=True)


class ReferralSubmitted(Created, ReferralEvent):
    """`sealed`: everything personal the form says, under the key of `person`. The rest is coded."""

    TOPIC = "referral.ReferralSubmitted"
    programme: str
    referring_agency: Agency
    person: UUID
    sealed: str
    sex: Sex
    age_band: AgeBand
    income_support: IncomeSupport
    has_income_support: bool


class ReferralReturned(ReferralEvent):
    TOPIC = "referral.ReferralReturned"
    gaps: tuple[Gap, ...]

    def apply(self, referral: ReferralState) -> None:
        referral.step = Step.RETURNED
        referral.gaps = self.gaps
        referral.last_step_on = self.occurred_on


class ReferralSupplemented(ReferralEvent):
    """`sealed`: the whole form as it now is."""

    TOPIC = "referral.ReferralSupplemented"
    sealed: str
    coded: CodedForm

    def apply(self, referral: ReferralState) -> None:
        referral.step = Step.SUBMITTED
        referral.gaps = ()
        referral.trace = None
        referral.sealed = self.sealed
        referral.sex, referral.age_band = self.coded.sex, self.coded.age_band
        referral.income_support = self.coded.income_support
        referral.has_income_support = self.coded.has_income_support
        referral.is_protected = referral.is_protected or self.coded.is_protected
        referral.last_step_on = self.occurred_on


class IdentityProtected(ReferralEvent):
    """First stated after the referral was told of. `is_withdrawn`: whether others have to forget it."""

    TOPIC = "referral.IdentityProtected"
    is_withdrawn: bool

    def apply(self, referral: ReferralState) -> None:
        referral.is_protected = True


class EligibilityAssessed(ReferralEvent):
    TOPIC = "referral.EligibilityAssessed"
    trace: Trace

    def apply(self, referral: ReferralState) -> None:
        referral.step = Step.ASSESSED
        referral.trace = self.trace
        referral.last_step_on = self.occurred_on


class IntakeMeetingBooked(ReferralEvent):
    """`sealed`: place, interpreter and who takes part."""

    TOPIC = "referral.IntakeMeetingBooked"
    meeting_on: date
    sealed: str

    def apply(self, referral: ReferralState) -> None:
        referral.step = Step.MEETING_BOOKED
        referral.meeting_on = self.meeting_on
        referral.sealed_meeting = self.sealed
        referral.last_step_on = self.occurred_on


class IntakeMeetingHeld(ReferralEvent):
    TOPIC = "referral.IntakeMeetingHeld"

    def apply(self, referral: ReferralState) -> None:
        referral.step = Step.MEETING_HELD
        referral.last_step_on = self.occurred_on


class ReferralDeclined(ReferralEvent):
    """`sealed`: the reason in words, where there is one."""

    TOPIC = "referral.ReferralDeclined"
    reason: DeclineReason
    sealed: str | None

    def apply(self, referral: ReferralState) -> None:
        referral.step = Step.DECLINED
        referral.declined_because = self.reason
        referral.last_step_on = self.occurred_on


class ParticipantEnrolled(ReferralEvent):
    TOPIC = "referral.ParticipantEnrolled"
    participant_id: UUID
    consent_id: UUID
    mode: Mode
    programme: str
    referring_agency: Agency
    sex: Sex
    age_band: AgeBand
    income_support: IncomeSupport

    def apply(self, referral: ReferralState) -> None:
        referral.step = Step.ENROLLED
        referral.participant_id = self.participant_id
        referral.mode = self.mode
        referral.last_step_on = self.occurred_on
