"""Every command that this service accepts, and the questions that load what they show."""

from chassis.decisions.commands import Command
from consent.changing.acknowledge_grant import AcknowledgeGrant
from consent.changing.narrow_after_departures import NarrowAfterDepartures
from consent.changing.narrow_consent import NarrowConsent, RestoreNarrowing
from consent.changing.renew_consent import RenewConsent
from consent.circle.show_circle import ShowCircle
from consent.consent import Office
from consent.covering.cover_referral import CoverReferral
from consent.emergency.confirm_emergency_access import ConfirmEmergencyAccess
from consent.emergency.request_emergency_access import RequestEmergencyAccess
from consent.emergency.show_emergency import ShowEmergency
from consent.emergency.tell_participant import TellParticipant
from consent.erasing.acknowledge_erasure import NoteAcknowledgement
from consent.erasing.assess_erasure import AssessErasure
from consent.erasing.execute_erasures import ExecuteErasures, RestoreErasure
from consent.erasing.note_unacknowledged import NoteUnacknowledged
from consent.erasing.request_erasure import RequestErasure
from consent.erasing.show_erasure import ShowErasure
from consent.error_entry.enter_in_error import EnterInError
from consent.expiring.expire_consents import ExpireConsents
from consent.granting.grant_consent import GrantConsent
from consent.holders.list_holders import ListHolders
from consent.holders.note_silence import NoteSilence
from consent.lookups.look_up_participant import LookUpParticipant
from consent.papers.fill_in_form import FillInForm
from consent.participant_log.note_disclosure import NoteDisclosure
from consent.participants.blocks import LiftBlock, SetBlock
from consent.participants.emergency_access import CloseEmergencyAccess
from consent.participants.record_death import RecordDeath
from consent.parties.join_and_leave import JoinProgramme, LeaveProgramme
from consent.refusing.refuse_consent import RefuseConsent
from consent.refusing.show_refusal import ShowRefusal
from consent.replacing.replace_number import ReplaceNumber
from consent.replacing.undo_replacement import UndoReplacement
from consent.requesting.request_consent import RequestConsent, WithdrawRequest
from consent.requesting.show_request import ShowRequest
from consent.revoking.acknowledge_revocation import AcknowledgeRevocation
from consent.revoking.revoke_consent import RestoreRevocation, RevokeConsent
from consent.showing.show_consent import ShowConsent
from consent.vouchers.note_keeper import NoteKeeper

COMMANDS: tuple[type[Command[Office]], ...] = (
    GrantConsent,
    RefuseConsent,
    RequestConsent,
    WithdrawRequest,
    CoverReferral,
    RevokeConsent,
    RestoreRevocation,
    RenewConsent,
    NarrowConsent,
    RestoreNarrowing,
    NarrowAfterDepartures,
    AcknowledgeGrant,
    AcknowledgeRevocation,
    NoteSilence,
    SetBlock,
    LiftBlock,
    RequestEmergencyAccess,
    ConfirmEmergencyAccess,
    TellParticipant,
    CloseEmergencyAccess,
    RecordDeath,
    RequestErasure,
    AssessErasure,
    ExecuteErasures,
    RestoreErasure,
    NoteAcknowledgement,
    NoteUnacknowledged,
    JoinProgramme,
    LeaveProgramme,
    ExpireConsents,
    EnterInError,
    NoteKeeper,
    LookUpParticipant,
    NoteDisclosure,
    FillInForm,
    ReplaceNumber,
    UndoReplacement,
    ShowConsent,
    ShowCircle,
    ShowRefusal,
    ShowRequest,
    ListHolders,
    ShowEmergency,
    ShowErasure,
)
