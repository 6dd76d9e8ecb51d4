"""Everything this service can be asked to do."""

from chassis.decisions.commands import Command
from referral.capacity.publish_capacity import PublishCapacity
from referral.closed_loop.known_plans import NotePlan
from referral.closed_loop.list_receivers import ListReceivers
from referral.closed_loop.note_plan_step import ForgetPlanSteps, NotePlanStep
from referral.closed_loop.show_plan_steps import ShowPlanSteps
from referral.consents.link_referral import LinkReferral
from referral.consents.note_circle import NoteCircle
from referral.counting.count_anonymously import CountAnonymously
from referral.details.change_contact_details import ChangeContactDetails
from referral.details.name_representative import NameRepresentative
from referral.details.state_protection import StateProtection
from referral.disclosures.disclose_form import DiscloseForm
from referral.disclosures.may_see_disclosures import MaySeeDisclosures
from referral.disclosures.open_referral import OpenReferral
from referral.drafts.begin_draft import BeginDraft
from referral.drafts.discard_draft import DiscardDraft, DiscardOldDrafts
from referral.drafts.edit_draft import EditDraft
from referral.drafts.read_draft import ReadDraft
from referral.drafts.submit_draft import SubmitDraft
from referral.eligibility.assess_eligibility import AssessEligibility
from referral.eligibility.check_eligibility import CheckEligibility
from referral.eligibility.settle_criterion import SettleCriterion
from referral.endings.decline_referral import DeclineReferral
from referral.endings.end_referrals_of_deceased import EndReferralsOfDeceased
from referral.endings.route_referral import RouteReferral
from referral.endings.withdraw_referral import WithdrawReferral
from referral.enrolment.enrol_participant import EnrolParticipant
from referral.erasure.carry_out_erasure import CarryOutErasure
from referral.erasure.erase_person import ErasePerson
from referral.erasure.note_erasure import NoteAnnouncement, NoteErasure
from referral.erasure.rotate_index import RotateIndex
from referral.error_entry.enter_in_error import EnterInError
from referral.feed.receivers import NoteRead
from referral.meetings.book_intake_meeting import BookIntakeMeeting
from referral.meetings.hold_intake_meeting import HoldIntakeMeeting
from referral.meetings.miss_intake_meeting import MissIntakeMeeting
from referral.meetings.postpone_decision import PostponeDecision
from referral.meetings.rebook_intake_meeting import RebookIntakeMeeting
from referral.office.delegated_programmes import DelegatedProgrammes
from referral.office.office import Office
from referral.pauses.pause_intake import PauseIntake
from referral.pauses.resume_intake import ResumeIntake
from referral.replacements.replace_number import ReplaceNumber
from referral.replacements.undo_replacement import UndoReplacement
from referral.rounds.hold_intake_round import HoldIntakeRound
from referral.study_visits.end_study_visit import EndStudyVisit
from referral.study_visits.follow_up_study_visit import FollowUpStudyVisit
from referral.study_visits.note_overdue_visits import NoteOverdueVisits
from referral.study_visits.remind_of_study_visits import RemindOfStudyVisits
from referral.submitting.submit_referral import SubmitReferral
from referral.supplementing.return_referral import ReturnReferral
from referral.supplementing.supplement_referral import SupplementReferral
from referral.vouchers.issue_voucher import IssueVoucher

COMMANDS: tuple[type[Command[Office]], ...] = (
    BeginDraft,
    EditDraft,
    ReadDraft,
    DiscardDraft,
    SubmitDraft,
    DiscardOldDrafts,
    SubmitReferral,
    OpenReferral,
    DelegatedProgrammes,
    ReturnReferral,
    SupplementReferral,
    ChangeContactDetails,
    NameRepresentative,
    StateProtection,
    CheckEligibility,
    AssessEligibility,
    SettleCriterion,
    BookIntakeMeeting,
    RebookIntakeMeeting,
    MissIntakeMeeting,
    HoldIntakeMeeting,
    PostponeDecision,
    EnrolParticipant,
    FollowUpStudyVisit,
    EndStudyVisit,
    RemindOfStudyVisits,
    NoteOverdueVisits,
    DeclineReferral,
    WithdrawReferral,
    RouteReferral,
    EnterInError,
    CountAnonymously,
    NoteCircle,
    LinkReferral,
    EndReferralsOfDeceased,
    HoldIntakeRound,
    PauseIntake,
    ResumeIntake,
    PublishCapacity,
    DiscloseForm,
    MaySeeDisclosures,
    IssueVoucher,
    NoteRead,
    NotePlan,
    NotePlanStep,
    ForgetPlanSteps,
    ShowPlanSteps,
    ListReceivers,
    ReplaceNumber,
    UndoReplacement,
    NoteAnnouncement,
    NoteErasure,
    CarryOutErasure,
    ErasePerson,
    RotateIndex,
)
