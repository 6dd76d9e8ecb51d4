"""Every command that this service accepts."""

from chassis.decisions.commands import Command
from planning.activities.accept_activity import AcceptActivity
from planning.activities.answer_item_change import AnswerItemChange
from planning.activities.complete_activity import CompleteActivity
from planning.activities.decline_activity import DeclineActivity
from planning.activities.disclose_item import DiscloseItem
from planning.activities.interrupt_activity import InterruptActivity
from planning.activities.justify_only_activity import JustifyOnlyActivity
from planning.activities.propose_activity import ProposeActivity
from planning.activities.propose_item_change import ProposeItemChange
from planning.activities.replan_activity import ReplanActivity
from planning.activities.start_activity import StartActivity
from planning.activities.start_planned_activity import StartPlannedActivity
from planning.activities.withdraw_proposal import WithdrawActivityProposal, WithdrawItemChange
from planning.agreement.agree_for_participant import AgreeForParticipant
from planning.agreement.agree_plan import AgreePlan
from planning.agreement.revise_plan import RevisePlan
from planning.cards.apply_card import ApplyCard
from planning.cards.refuse_card import RefuseCard
from planning.circle.note_circle import NoteCircle
from planning.clock.notice_missed_deadlines import NoticeMissedDeadlines
from planning.clock.resume_clock import ResumeClock
from planning.clock.stop_clock import StopClock
from planning.competence.draw_up import AssessSoftSkills, DrawUpPortfolio, DrawUpStudyPlan, MapSkills
from planning.competence.receive_admission_decision import ReceiveAdmissionDecision
from planning.competence.show_competence import ShowCompetence
from planning.competence.validate import CompleteValidation, RefuseValidation, RequestValidation
from planning.conflicts.note_circumstance import NoteCircumstance
from planning.conflicts.show_circumstances import ShowCircumstances
from planning.coordination.appoint_coordinator import AppointCoordinator
from planning.coordination.cover_absence import CoverAbsence
from planning.coordination.read_contacts import ReadContacts
from planning.coordination.state_contact import StateContact
from planning.course.assess_sub_goal import AssessSubGoal
from planning.course.choose_track import ChooseTrack
from planning.course.enter_stage import EnterStage
from planning.course.read_sub_goals import ReadSubGoals
from planning.cv_shares.grant_cv_share import GrantCvShare
from planning.cv_shares.show_cv_share import ShowCvShare
from planning.cv_shares.steps import ExpireCvShares, RevokeCvShare, UseCvShare
from planning.demands.answer_demand import MeetDemand, MissDemand, WithdrawDemand
from planning.demands.set_demand import SetDemand
from planning.demands.show_demand import ShowDemand
from planning.duty_notices.give_duty_notice import GiveDutyNotice
from planning.duty_notices.read_duty_notice import ReadDutyNotice
from planning.duty_notices.show_duty_notice import ShowDutyNotice
from planning.employers.employer_time import AskEmployerTime
from planning.employers.make_contact import MakeEmployerContact
from planning.employers.orders import CloseOrder, TakeOrder
from planning.employers.own_employers import AskEmployers
from planning.employers.register_employer import RegisterEmployer
from planning.employers.show_employer import ShowEmployer
from planning.employers.state_team_time import StateTeamTime
from planning.ending.ask_close_check import AskCloseCheck
from planning.ending.conclude_exits import ConcludeExits
from planning.ending.end_plans_of_deceased import EndPlansOfDeceased
from planning.ending.read_summary import ReadSummary
from planning.ending.record_exit import RecordExit
from planning.ending.withdraw_exit import WithdrawExit
from planning.ending.write_summary import WriteSummary
from planning.erasing.carry_out_erasure import CarryOutErasure
from planning.erasing.note_erasure import NoteErasure
from planning.error_entry.enter_in_error import EnterInError
from planning.error_entry.referral_owners import NoteOwner
from planning.groups.form_group import FormGroup
from planning.groups.join_group import JoinGroup
from planning.groups.leave_group import LeaveGroup
from planning.health.assess_availability import AssessAvailability
from planning.health.request_health_coordination import RequestHealthCoordination
from planning.health.show_health_request import ShowHealthRequest
from planning.income_support.record_income_support import RecordIncomeSupport
from planning.mapping.begin_mapping import BeginMapping
from planning.mapping.complete_mapping import CompleteMapping
from planning.mapping.correct_mapping import CorrectMapping
from planning.mapping.plan_mappings import ListMappings
from planning.mapping.read_mapping import ReadAnswers, ShowMapping
from planning.mapping.save_answers import SaveAnswers
from planning.meetings.cancel_meeting import CancelMeeting
from planning.meetings.hold_meeting import HoldMeeting
from planning.meetings.list_meetings import ListMeetings
from planning.meetings.read_meeting import ReadNotes, ShowMeeting
from planning.meetings.rebook_meeting import RebookMeeting
from planning.meetings.summon_meeting import SummonMeeting
from planning.meetings.write_notes import WriteNotes
from planning.obstacles.note_refusal import NoteRefusal
from planning.obstacles.recheck_obstacles import RecheckObstacles
from planning.obstacles.report_obstacle import ReportObstacle
from planning.obstacles.resolve_obstacle import ResolveObstacle
from planning.opening.open_plan import OpenPlan
from planning.opening.open_waiting_plans import OpenWaitingPlans
from planning.participant_page.read_own_plan import ReadOwnPlan
from planning.placements.ask_placements import (
    AskGroupsPlacements,
    AskOfferedFewer,
    AskParticipantsPlacements,
)
from planning.placements.offer_placement import OfferPlacement
from planning.placements.show_placement import ShowPlacement
from planning.placements.steps import AcceptPlacement, DeclinePlacement, EndPlacement, StartPlacement
from planning.plan import Office
from planning.register.find_plans import FindPlans
from planning.register.list_plans import ListPlans
from planning.schedule.schedule import AskSchedule
from planning.sessions.ask_attendance import (
    AskAttendanceBelowTarget,
    AskGroupsAttendance,
    AskParticipantsAttendance,
)
from planning.sessions.cancel_session import CancelSession
from planning.sessions.hold_session import HoldSession
from planning.sessions.record_attendance import RecordAttendance
from planning.showing.disclose_plan import DisclosePlan
from planning.study_visits.end_study_visit import EndStudyVisit, EndWaitingVisits
from planning.teams.ask_teams import AskTeams, ShowTeam
from planning.teams.assign_team import AssignTeam
from planning.teams.form_team import FormTeam, SetTeamCapacity
from planning.teams.pair_teams import PairTeams, PartTeams
from planning.teams.staff_team import LeaveSeat, NoteAbsence, TakeSeat
from planning.to_do.ask_to_do import AskToDo
from planning.workshops.hold_workshop import AttendWorkshop, HoldWorkshop

COMMANDS: tuple[type[Command[Office]], ...] = (
    OpenPlan,
    EndStudyVisit,
    EndWaitingVisits,
    OpenWaitingPlans,
    NoteCircle,
    DisclosePlan,
    DiscloseItem,
    ListPlans,
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
    FormGroup,
    JoinGroup,
    LeaveGroup,
    HoldSession,
    CancelSession,
    RecordAttendance,
    AskGroupsAttendance,
    AskAttendanceBelowTarget,
    AskParticipantsAttendance,
    AskSchedule,
    HoldWorkshop,
    AttendWorkshop,
    OfferPlacement,
    AcceptPlacement,
    DeclinePlacement,
    StartPlacement,
    EndPlacement,
    ShowPlacement,
    AskParticipantsPlacements,
    AskGroupsPlacements,
    AskOfferedFewer,
    RecordIncomeSupport,
    AskCloseCheck,
    WriteSummary,
    ReadSummary,
    RecordExit,
    WithdrawExit,
    ConcludeExits,
    EndPlansOfDeceased,
    NoteErasure,
    CarryOutErasure,
    NoteCircumstance,
    ShowCircumstances,
    NoteRefusal,
    ReportObstacle,
    ResolveObstacle,
    RecheckObstacles,
    SummonMeeting,
    RebookMeeting,
    CancelMeeting,
    HoldMeeting,
    WriteNotes,
    ShowMeeting,
    ReadNotes,
    ListMeetings,
    SetDemand,
    MeetDemand,
    MissDemand,
    WithdrawDemand,
    ShowDemand,
    GiveDutyNotice,
    ReadDutyNotice,
    ShowDutyNotice,
    RequestHealthCoordination,
    AssessAvailability,
    ShowHealthRequest,
    MapSkills,
    DrawUpPortfolio,
    DrawUpStudyPlan,
    AssessSoftSkills,
    RequestValidation,
    CompleteValidation,
    RefuseValidation,
    ReceiveAdmissionDecision,
    ShowCompetence,
    ReadOwnPlan,
    RegisterEmployer,
    MakeEmployerContact,
    TakeOrder,
    CloseOrder,
    StateTeamTime,
    ShowEmployer,
    AskEmployers,
    AskEmployerTime,
    GrantCvShare,
    UseCvShare,
    RevokeCvShare,
    ExpireCvShares,
    ShowCvShare,
    BeginMapping,
    SaveAnswers,
    CompleteMapping,
    CorrectMapping,
    ShowMapping,
    ReadAnswers,
    ListMappings,
    AskToDo,
    FormTeam,
    SetTeamCapacity,
    TakeSeat,
    LeaveSeat,
    NoteAbsence,
    PairTeams,
    PartTeams,
    AssignTeam,
    ShowTeam,
    AskTeams,
)
