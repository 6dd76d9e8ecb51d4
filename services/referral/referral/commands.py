"""Everything this service can be asked to do. `by` is the agency that asks, `on` the day of the decision."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from contracts.codes import Agency, DeclineReason, Mode
from referral.domain.known_consent import ConsentEnd
from referral.form.completeness import CompleteForm
from referral.form.meeting import Meeting


@dataclass(frozen=True, kw_only=True)
class SubmitReferral:
    by: Agency
    form: CompleteForm


@dataclass(frozen=True, kw_only=True)
class ReadReferral:
    referral_id: UUID
    by: Agency


@dataclass(frozen=True, kw_only=True)
class ReferralCommand:
    """A step of one referral, by the agency that referred or the one that keeps the programme's intake."""

    referral_id: UUID
    by: Agency
    on: date


@dataclass(frozen=True, kw_only=True)
class AssessEligibility(ReferralCommand):
    pass


@dataclass(frozen=True, kw_only=True)
class BookIntakeMeeting(ReferralCommand):
    meeting: Meeting


@dataclass(frozen=True, kw_only=True)
class HoldIntakeMeeting(ReferralCommand):
    pass


@dataclass(frozen=True, kw_only=True)
class EnrolParticipant(ReferralCommand):
    mode: Mode


@dataclass(frozen=True, kw_only=True)
class DeclineReferral(ReferralCommand):
    reason: DeclineReason
    words: str | None


@dataclass(frozen=True, kw_only=True)
class ConsentCommand:
    consent_id: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class NoteConsent(ConsentCommand):
    participant_id: UUID
    referral_id: UUID
    agencies: tuple[Agency, ...]
    valid_until: date


@dataclass(frozen=True, kw_only=True)
class NoteCoverage(ConsentCommand):
    referral_id: UUID


@dataclass(frozen=True, kw_only=True)
class WithdrawConsent(ConsentCommand):
    reason: ConsentEnd


@dataclass(frozen=True, kw_only=True)
class NoteRefusal(ConsentCommand):
    referral_id: UUID
