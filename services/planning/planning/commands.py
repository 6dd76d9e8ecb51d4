"""Every command that this service accepts."""

from chassis.decisions.commands import Command
from planning.activities.complete_activity import CompleteActivity
from planning.activities.interrupt_activity import InterruptActivity
from planning.activities.start_activity import StartActivity
from planning.agreement.agree_plan import AgreePlan
from planning.agreement.notice_missed_deadlines import NoticeMissedDeadlines
from planning.agreement.stop_clock import StopClock
from planning.coordination.appoint_coordinator import AppointCoordinator
from planning.ending.record_exit import RecordExit
from planning.error_entry.enter_in_error import EnterInError
from planning.income_support.record_income_support import RecordIncomeSupport
from planning.opening.open_plan import OpenPlan
from planning.plan import Office
from planning.sharing.close_sharing import CloseSharing
from planning.sharing.note_consent import NoteConsent
from planning.track.choose_track import ChooseTrack

COMMANDS: tuple[type[Command[Office]], ...] = (
    OpenPlan,
    NoteConsent,
    CloseSharing,
    EnterInError,
    AppointCoordinator,
    ChooseTrack,
    AgreePlan,
    NoticeMissedDeadlines,
    StopClock,
    StartActivity,
    CompleteActivity,
    InterruptActivity,
    RecordIncomeSupport,
    RecordExit,
)
