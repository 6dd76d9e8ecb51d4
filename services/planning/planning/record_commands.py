"""Every command on the records beside the plans: groups, meetings, demands, employers and the like."""

from chassis.decisions.commands import Command
from planning.competence.draw_up import AssessSoftSkills, DrawUpPortfolio, DrawUpStudyPlan, MapSkills
from planning.competence.receive_admission_decision import ReceiveAdmissionDecision
from planning.competence.show_competence import ShowCompetence
from planning.competence.validate import CompleteValidation, RefuseValidation, RequestValidation
from planning.conflicts.note_circumstance import NoteCircumstance
from planning.conflicts.show_circumstances import ShowCircumstances
from planning.cv_shares.grant_cv_share import GrantCvShare
from planning.cv_shares.show_cv_share import ShowCvShare
from planning.cv_shares.steps import ExpireCvShares, RevokeCvShare, UseCvShare
from planning.demands.answer_demand import MeetDemand, MissDemand, WithdrawDemand
from planning.demands.list_due_demands import ListDueDemands
from planning.demands.set_demand import SetDemand
from planning.demands.show_demand import ShowDemand
from planning.duty_notices.give_duty_notice import GiveDutyNotice
from planning.duty_notices.read_duty_notice import ReadDutyNotice
from planning.duty_notices.show_duty_notice import ShowDutyNotice
from planning.employers.employer_time import ShowEmployerTime
from planning.employers.make_contact import MakeEmployerContact
from planning.employers.orders import CloseOrder, TakeOrder
from planning.employers.own_employers import ListEmployers
from planning.employers.register_employer import RegisterEmployer
from planning.employers.remove_employer import RemoveEmployer
from planning.employers.show_employer import ShowEmployer
from planning.employers.state_team_time import StateTeamTime
from planning.groups.form_group import FormGroup
from planning.groups.join_group import JoinGroup
from planning.groups.leave_group import LeaveGroup
from planning.groups.show_group import ShowGroup
from planning.health.assess_availability import AssessAvailability
from planning.health.request_health_coordination import RequestHealthCoordination
from planning.health.show_health_request import ShowHealthRequest
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
from planning.obstacles.show_obstacle import ShowObstacle
from planning.office import Office
from planning.placements.list_placements import (
    ListGroupPlacements,
    ListOfferedFewer,
    ListParticipantsPlacements,
)
from planning.placements.offer_placement import OfferPlacement
from planning.placements.show_placement import ShowPlacement
from planning.placements.steps import AcceptPlacement, DeclinePlacement, EndPlacement, StartPlacement
from planning.schedule.schedule import ShowSchedule
from planning.sessions.cancel_session import CancelSession
from planning.sessions.hold_session import HoldSession
from planning.sessions.list_attendance import (
    ListAttendanceBelowTarget,
    ListParticipantsAttendance,
    ShowGroupAttendance,
)
from planning.sessions.list_sessions import ListSessions
from planning.sessions.record_attendance import RecordAttendance
from planning.teams.assign_team import AssignTeam
from planning.teams.form_team import FormTeam, SetTeamCapacity
from planning.teams.list_teams import ListTeams, ShowTeam
from planning.teams.pair_teams import PairTeams, PartTeams
from planning.teams.staff_team import LeaveSeat, NoteAbsence, TakeSeat
from planning.workshops.hold_workshop import AttendWorkshop, HoldPlannedWorkshop, HoldWorkshop
from planning.workshops.plan_workshop import CancelWorkshop, InviteToWorkshop, PlanWorkshop
from planning.workshops.show_workshop import ShowWorkshop

RECORD_COMMANDS: tuple[type[Command[Office]], ...] = (
    FormGroup,
    JoinGroup,
    LeaveGroup,
    HoldSession,
    CancelSession,
    RecordAttendance,
    ShowGroup,
    ListSessions,
    ShowGroupAttendance,
    ListAttendanceBelowTarget,
    ListParticipantsAttendance,
    ShowSchedule,
    PlanWorkshop,
    InviteToWorkshop,
    HoldPlannedWorkshop,
    CancelWorkshop,
    HoldWorkshop,
    AttendWorkshop,
    ShowWorkshop,
    OfferPlacement,
    AcceptPlacement,
    DeclinePlacement,
    StartPlacement,
    EndPlacement,
    ShowPlacement,
    ListParticipantsPlacements,
    ListGroupPlacements,
    ListOfferedFewer,
    NoteCircumstance,
    ShowCircumstances,
    NoteRefusal,
    ReportObstacle,
    ResolveObstacle,
    RecheckObstacles,
    ShowObstacle,
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
    ListDueDemands,
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
    RegisterEmployer,
    MakeEmployerContact,
    TakeOrder,
    CloseOrder,
    RemoveEmployer,
    StateTeamTime,
    ShowEmployer,
    ListEmployers,
    ShowEmployerTime,
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
    FormTeam,
    SetTeamCapacity,
    TakeSeat,
    LeaveSeat,
    NoteAbsence,
    PairTeams,
    PartTeams,
    AssignTeam,
    ShowTeam,
    ListTeams,
)
