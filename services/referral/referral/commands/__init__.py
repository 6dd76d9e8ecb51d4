"""Everything this service can be asked to do about one referral or consent.

`by` is the agency that asks, `on` the day of the decision. What the intake office is asked beside: `office`.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from referral.domain.end_facts import OngoingIntervention
from referral.domain.known_consent import ConsentEnd
from referral.domain.meeting_facts import MeetingReason, PostponementReason
from referral.domain.state import Gap
from referral.form.completeness import CompleteForm
from referral.form.fields import Form
from referral.form.meeting import Meeting
from samplan.contracts.codes import Agency, DeclineReason, Mode, StudyVisitEnd


@dataclass(frozen=True, kw_only=True)
class BeginDraft:
    by: Agency
    form: Form
    on: date


@dataclass(frozen=True, kw_only=True)
class DraftCommand:
    """About one draft, by the agency that writes it."""

    draft_id: UUID
    by: Agency


@dataclass(frozen=True, kw_only=True)
class EditDraft(DraftCommand):
    form: Form
    on: date


@dataclass(frozen=True, kw_only=True)
class ReadDraft(DraftCommand):
    pass


@dataclass(frozen=True, kw_only=True)
class DiscardDraft(DraftCommand):
    pass


@dataclass(frozen=True, kw_only=True)
class SubmitDraft(DraftCommand):
    pass


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
class ReturnReferral(ReferralCommand):
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, kw_only=True)
class SupplementReferral(ReferralCommand):
    form: CompleteForm


@dataclass(frozen=True, kw_only=True)
class AssessEligibility(ReferralCommand):
    pass


@dataclass(frozen=True, kw_only=True)
class BookIntakeMeeting(ReferralCommand):
    meeting: Meeting


@dataclass(frozen=True, kw_only=True)
class RebookIntakeMeeting(ReferralCommand):
    meeting: Meeting
    reason: MeetingReason


@dataclass(frozen=True, kw_only=True)
class MissIntakeMeeting(ReferralCommand):
    reason: MeetingReason


@dataclass(frozen=True, kw_only=True)
class PostponeDecision(ReferralCommand):
    reason: PostponementReason
    until: date


@dataclass(frozen=True, kw_only=True)
class FollowUpStudyVisit(ReferralCommand):
    pass


@dataclass(frozen=True, kw_only=True)
class EndStudyVisit(ReferralCommand):
    end: StudyVisitEnd
    registered_on: date | None


@dataclass(frozen=True, kw_only=True)
class HoldIntakeMeeting(ReferralCommand):
    pass


@dataclass(frozen=True, kw_only=True)
class EnrolParticipant(ReferralCommand):
    mode: Mode


@dataclass(frozen=True, kw_only=True)
class EndingCommand(ReferralCommand):
    """For a coded reason; what is said beside it stays here."""

    reason: DeclineReason
    intervention: OngoingIntervention | None
    words: str | None

    def reasons(self) -> dict[str, str]:
        """What has to be sealed."""
        said = {"intervention": self.intervention and self.intervention.value, "words": self.words}
        return {name: value for name, value in said.items() if value}


@dataclass(frozen=True, kw_only=True)
class DeclineReferral(EndingCommand):
    pass


@dataclass(frozen=True, kw_only=True)
class WithdrawReferral(EndingCommand):
    pass


@dataclass(frozen=True, kw_only=True)
class RouteReferral(EndingCommand):
    programme: str


@dataclass(frozen=True, kw_only=True)
class EnterInError(ReferralCommand):
    pass


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
    participant_id: UUID
    referral_id: UUID


@dataclass(frozen=True, kw_only=True)
class WithdrawConsent(ConsentCommand):
    reason: ConsentEnd


@dataclass(frozen=True, kw_only=True)
class NoteRefusal(ConsentCommand):
    referral_id: UUID
