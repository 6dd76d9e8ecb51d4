"""Events of the referral service. Before consent they carry the referral's own id and no participant id."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from msgspec import Struct

from contracts.codes import AgeBand, Agency, DeclineReason, IncomeSupport, Mode, Outcome, Sex
from contracts.event import Code, ContractEvent, Count, Slug, Version


class ReferralEvent(ContractEvent, frozen=True, kw_only=True):
    SUBJECT: ClassVar[str] = "referral_id"

    referral_id: UUID


class ReferralSubmitted(ReferralEvent, frozen=True, kw_only=True):
    """An agency has referred someone to a programme."""

    TYPE: ClassVar[str] = "samplan.referral.ReferralSubmitted.v1"
    SWEDISH: ClassVar[str] = "remiss inkommen"

    programme: Slug
    referring_agency: Agency


class ReferralReturned(ReferralEvent, frozen=True, kw_only=True):
    """The intake has sent the referral back for what it lacks; it keeps its id."""

    TYPE: ClassVar[str] = "samplan.referral.ReferralReturned.v1"
    SWEDISH: ClassVar[str] = "remiss återsänd för komplettering"

    gaps: Count


class ReferralSupplemented(ReferralEvent, frozen=True, kw_only=True):
    """The referrer has filled in what was lacking."""

    TYPE: ClassVar[str] = "samplan.referral.ReferralSupplemented.v1"
    SWEDISH: ClassVar[str] = "remiss kompletterad"


class CriterionOutcome(Struct, frozen=True, kw_only=True, rename="camel"):
    """One criterion of the policy, and why it came out so: never the fact behind it."""

    criterion: Code
    outcome: Outcome
    reason: Code


class EligibilityAssessed(ReferralEvent, frozen=True, kw_only=True):
    """The criteria of the policy in force on the referral date have been tried, one by one."""

    TYPE: ClassVar[str] = "samplan.referral.EligibilityAssessed.v1"
    SWEDISH: ClassVar[str] = "målgruppsprövning"

    policy: Slug
    policy_version: Version
    outcome: Outcome
    criteria: tuple[CriterionOutcome, ...]


class IntakeMeetingBooked(ReferralEvent, frozen=True, kw_only=True):
    """An intake meeting has a date."""

    TYPE: ClassVar[str] = "samplan.referral.IntakeMeetingBooked.v1"
    SWEDISH: ClassVar[str] = "inskrivningsmöte bokat"

    meeting_on: date


class IntakeMeetingHeld(ReferralEvent, frozen=True, kw_only=True):
    """Participant, referrer and programme have met."""

    TYPE: ClassVar[str] = "samplan.referral.IntakeMeetingHeld.v1"
    SWEDISH: ClassVar[str] = "inskrivningsmöte hållet"


class ReferralDeclined(ReferralEvent, frozen=True, kw_only=True):
    """The referral ended without enrolment, for a coded reason."""

    TYPE: ClassVar[str] = "samplan.referral.ReferralDeclined.v1"
    SWEDISH: ClassVar[str] = "remiss avslagen"

    reason: DeclineReason


class ParticipantEnrolled(ReferralEvent, frozen=True, kw_only=True):
    """Consent is in force and the participant has been enrolled. Links the referral to the participant."""

    TYPE: ClassVar[str] = "samplan.referral.ParticipantEnrolled.v1"
    SWEDISH: ClassVar[str] = "deltagare inskriven"

    participant_id: UUID
    consent_id: UUID
    programme: Slug
    mode: Mode
    sex: Sex
    age_band: AgeBand
    referring_agency: Agency
    income_support: IncomeSupport
