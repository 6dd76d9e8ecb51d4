"""Events of the referral service. Before consent they carry the referral's own id and no participant id."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from msgspec import Struct

from samplan.contracts.codes import (
    AgeBand,
    Agency,
    DeclineReason,
    IncomeSupport,
    Mode,
    Outcome,
    Sex,
    StudyVisitEnd,
)
from samplan.contracts.codes.ages import AgeGroup
from samplan.contracts.effect import Effect
from samplan.contracts.event import Code, ContractEvent, Count, Slug, Version
from samplan.contracts.owners.disclosures import ParticipantDisclosure
from samplan.contracts.owners.erasures import ErasureAcknowledgement


class ReferralEvent(ContractEvent, frozen=True, kw_only=True):
    SUBJECT: ClassVar[str] = "referral_id"

    referral_id: UUID


class ReferralSubmitted(ReferralEvent, frozen=True, kw_only=True):
    """An agency has referred a person to a programme."""

    TYPE: ClassVar[str] = "samplan.referral.ReferralSubmitted.v1"
    SWEDISH: ClassVar[str] = "remiss inkommen"

    programme: Slug
    referring_agency: Agency


class ReferralReturned(ReferralEvent, frozen=True, kw_only=True):
    """The intake has returned the referral because information is missing; it keeps its id."""

    TYPE: ClassVar[str] = "samplan.referral.ReferralReturned.v1"
    SWEDISH: ClassVar[str] = "remiss återsänd för komplettering"

    gaps: Count


class ReferralSupplemented(ReferralEvent, frozen=True, kw_only=True):
    """The referrer has supplied the missing information."""

    TYPE: ClassVar[str] = "samplan.referral.ReferralSupplemented.v1"
    SWEDISH: ClassVar[str] = "remiss kompletterad"


class CriterionOutcome(Struct, frozen=True, kw_only=True, rename="camel"):
    """The outcome of one criterion of the policy and the coded reason, never the fact behind it."""

    criterion: Code
    outcome: Outcome
    reason: Code


class EligibilityAssessed(ReferralEvent, frozen=True, kw_only=True):
    """Each criterion of the policy in force on the referral date has been assessed."""

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


class Enrolled(ReferralEvent, frozen=True, kw_only=True, omit_defaults=True):
    """What every version says of an enrolment. `plan_keeper`: whose planning service opens the plan."""

    participant_id: UUID
    consent_id: UUID
    programme: Slug
    mode: Mode
    plan_keeper: Agency | None = None


class ParticipantEnrolled(Enrolled, frozen=True, kw_only=True):
    """Consent is in force and the participant has been enrolled. Links the referral to the participant.

    Written while a reader does not know version 2.
    """

    TYPE: ClassVar[str] = "samplan.referral.ParticipantEnrolled.v1"
    SWEDISH: ClassVar[str] = "deltagare inskriven"

    sex: Sex
    age_band: AgeBand
    referring_agency: Agency
    income_support: IncomeSupport


class ParticipantEnrolledV2(Enrolled, frozen=True, kw_only=True):
    """Consent is in force and the participant has been enrolled. Links the referral to the participant."""

    TYPE: ClassVar[str] = "samplan.referral.ParticipantEnrolled.v2"
    SWEDISH: ClassVar[str] = "deltagare inskriven"


class EnrolmentDescribed(ReferralEvent, frozen=True, kw_only=True):
    """What figures need of an enrolled participant. The date is 1 January of the year of enrolment."""

    TYPE: ClassVar[str] = "samplan.referral.EnrolmentDescribed.v1"
    SWEDISH: ClassVar[str] = "statistikuppgifter om inskrivning"
    CHANNEL: ClassVar[str | None] = "referral-statistics"

    sex: Sex
    income_support: IncomeSupport
    age_group: AgeGroup | None = None  # on the day of the referral; None: not told


class StudyVisitStarted(ReferralEvent, frozen=True, kw_only=True):
    """A participant unsure of their motivation takes part on trial, without activity support."""

    TYPE: ClassVar[str] = "samplan.referral.StudyVisitStarted.v1"
    SWEDISH: ClassVar[str] = "fördjupat studiebesök påbörjat"

    follow_up_by: date
    decide_by: date


class StudyVisitFollowedUp(ReferralEvent, frozen=True, kw_only=True):
    """The follow-up meeting of a study visit has been held."""

    TYPE: ClassVar[str] = "samplan.referral.StudyVisitFollowedUp.v1"
    SWEDISH: ClassVar[str] = "studiebesök uppföljt"


class StudyVisitOverdue(ReferralEvent, frozen=True, kw_only=True):
    """A study visit has passed its last day, 90 days or three months, and has not ended."""

    TYPE: ClassVar[str] = "samplan.referral.StudyVisitOverdue.v1"
    SWEDISH: ClassVar[str] = "studiebesök har överskridit tiden"

    due_on: date


class StudyVisitOverdueTakenBack(ReferralEvent, frozen=True, kw_only=True):
    """The visit ended in time, registered late: it was not overdue. Dated as the `StudyVisitOverdue`."""

    TYPE: ClassVar[str] = "samplan.referral.StudyVisitOverdueTakenBack.v1"
    SWEDISH: ClassVar[str] = "överskridet studiebesök återtaget"

    due_on: date


class StudyVisitEnded(ReferralEvent, frozen=True, kw_only=True):
    """By registration as a jobseeker and enrolment in the programme, or by the end of participation."""

    TYPE: ClassVar[str] = "samplan.referral.StudyVisitEnded.v1"
    SWEDISH: ClassVar[str] = "studiebesök avslutat"

    end: StudyVisitEnd


class ReferralWithdrawn(ReferralEvent, frozen=True, kw_only=True):
    """The referring agency has withdrawn the referral, for a coded reason."""

    TYPE: ClassVar[str] = "samplan.referral.ReferralWithdrawn.v1"
    SWEDISH: ClassVar[str] = "remiss återtagen"

    reason: DeclineReason


class ReferralRouted(ReferralEvent, frozen=True, kw_only=True):
    """The referral has been passed on to another programme, as a new referral.

    Written while a reader does not know version 2.
    """

    TYPE: ClassVar[str] = "samplan.referral.ReferralRouted.v1"
    SWEDISH: ClassVar[str] = "remiss slussad vidare"

    reason: DeclineReason
    new_referral_id: UUID


class ReferralRoutedV2(ReferralEvent, frozen=True, kw_only=True):
    """The referral has been passed on to another programme. No event joins it to the new referral."""

    TYPE: ClassVar[str] = "samplan.referral.ReferralRouted.v2"
    SWEDISH: ClassVar[str] = "remiss slussad vidare"

    reason: DeclineReason


class ReferralEnteredInError(ReferralEvent, frozen=True, kw_only=True):
    """The referral was about the wrong person: readers must erase what they hold about it."""

    TYPE: ClassVar[str] = "samplan.referral.ReferralEnteredInError.v1"
    SWEDISH: ClassVar[str] = "felregistrerad remiss"
    EFFECT: ClassVar[Effect | None] = Effect.ENDS


class DisclosureMade(ParticipantDisclosure, frozen=True, kw_only=True, omit_defaults=True):
    """Another agency was shown a form. Logged before the answer, in the owner's chained log."""

    TYPE: ClassVar[str] = "samplan.referral.DisclosureMade.v1"
    SWEDISH: ClassVar[str] = "utlämnande av remiss"


class ErasureAcknowledged(ErasureAcknowledgement, frozen=True, kw_only=True, omit_defaults=True):
    """The service has erased the participant's forms and number, or retains them for an open case."""

    TYPE: ClassVar[str] = "samplan.referral.ErasureAcknowledged.v1"
    SWEDISH: ClassVar[str] = "radering bekräftad av remisstjänsten"
