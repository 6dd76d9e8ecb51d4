"""Every command that this service accepts: on plans and their items, and on the records beside them."""

from chassis.decisions.commands import Command
from planning.activities.accept_activity import AcceptActivity
from planning.activities.complete_activity import CompleteActivity
from planning.activities.decline_activity import DeclineActivity
from planning.activities.disclose_item import DiscloseItem
from planning.activities.interrupt_activity import InterruptActivity
from planning.activities.justify_only_activity import JustifyOnlyActivity
from planning.activities.propose_activity import ProposeActivity
from planning.activities.replan_activity import ReplanActivity
from planning.activities.start_activity import StartActivity
from planning.activities.start_planned_activity import StartPlannedActivity
from planning.after_exit.correct_exit import CorrectExit
from planning.after_exit.follow_up import FollowUp
from planning.after_exit.move_step import MoveStep
from planning.after_exit.reopen_plan import ReopenPlan
from planning.agreement.agree_for_participant import AgreeForParticipant
from planning.agreement.agree_plan import AgreePlan
from planning.agreement.revise_plan import RevisePlan
from planning.cards.apply_card import ApplyCard
from planning.cards.refuse_card import RefuseCard
from planning.circle.note_circle import NoteCircle
from planning.clock.notice_missed_deadlines import NoticeMissedDeadlines
from planning.clock.resume_clock import ResumeClock
from planning.clock.stop_clock import StopClock
from planning.coordination.appoint_coordinator import AppointCoordinator
from planning.coordination.cover_absence import CoverAbsence
from planning.coordination.read_contacts import ReadContacts
from planning.coordination.state_contact import StateContact
from planning.course.assess_sub_goal import AssessSubGoal
from planning.course.choose_track import ChooseTrack
from planning.course.enter_stage import EnterStage
from planning.course.read_sub_goals import ReadSubGoals
from planning.ending.conclude_exits import ConcludeExits
from planning.ending.end_plans_of_deceased import EndPlansOfDeceased
from planning.ending.read_summary import ReadSummary
from planning.ending.record_exit import RecordExit
from planning.ending.show_close_check import ShowCloseCheck
from planning.ending.withdraw_exit import WithdrawExit
from planning.ending.write_summary import WriteSummary
from planning.erasing.carry_out_erasure import CarryOutErasure
from planning.erasing.note_erasure import NoteAnnouncement, NoteErasure
from planning.error_entry.enter_in_error import EnterInError
from planning.error_entry.referral_owners import NoteOwner
from planning.goals.assess_goal import AssessGoal
from planning.goals.read_goals import ReadGoals
from planning.goals.set_goal import SetGoal
from planning.income_support.record_income_support import RecordIncomeSupport
from planning.office import Office
from planning.opening.open_plan import OpenPlan
from planning.opening.open_waiting_plans import OpenWaitingPlans
from planning.participant_page.read_own_plan import ReadOwnPlan
from planning.proposals.answer_item_change import AnswerItemChange
from planning.proposals.propose_item_change import ProposeItemChange
from planning.proposals.withdraw_proposal import WithdrawActivityProposal, WithdrawItemChange
from planning.record_commands import RECORD_COMMANDS
from planning.register.find_plans import FindPlans
from planning.register.list_plans import ListPlans
from planning.showing.disclose_plan import DisclosePlan
from planning.stays.list_long_stays import ListLongStays
from planning.study_visits.end_study_visit import EndStudyVisit, EndWaitingVisits
from planning.to_do.list_to_do import ListToDo

COMMANDS: tuple[type[Command[Office]], ...] = (
    OpenPlan,
    EndStudyVisit,
    EndWaitingVisits,
    OpenWaitingPlans,
    NoteCircle,
    DisclosePlan,
    DiscloseItem,
    ListPlans,
    ListLongStays,
    FindPlans,
    NoteOwner,
    EnterInError,
    AppointCoordinator,
    StateContact,
    CoverAbsence,
    ReadContacts,
    ChooseTrack,
    EnterStage,
    AssessSubGoal,
    ReadSubGoals,
    SetGoal,
    AssessGoal,
    ReadGoals,
    AgreePlan,
    AgreeForParticipant,
    RevisePlan,
    NoticeMissedDeadlines,
    StopClock,
    ResumeClock,
    ProposeActivity,
    AcceptActivity,
    DeclineActivity,
    StartActivity,
    StartPlannedActivity,
    ReplanActivity,
    ProposeItemChange,
    AnswerItemChange,
    WithdrawActivityProposal,
    WithdrawItemChange,
    JustifyOnlyActivity,
    CompleteActivity,
    InterruptActivity,
    ApplyCard,
    RefuseCard,
    RecordIncomeSupport,
    ShowCloseCheck,
    WriteSummary,
    ReadSummary,
    RecordExit,
    WithdrawExit,
    ConcludeExits,
    CorrectExit,
    ReopenPlan,
    MoveStep,
    FollowUp,
    EndPlansOfDeceased,
    NoteAnnouncement,
    NoteErasure,
    CarryOutErasure,
    ReadOwnPlan,
    ListToDo,
    *RECORD_COMMANDS,
)
