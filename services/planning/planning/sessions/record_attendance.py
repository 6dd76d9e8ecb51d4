from collections.abc import Iterable
from typing import ClassVar
from uuid import UUID

from chassis.decisions.domain import Refused
from planning.groups.leave_group import NotAMember
from planning.office.beside import ToldFact, told
from planning.plan.refusals import PlanHasEnded
from planning.sessions.command import SessionCommand, Setting
from planning.sessions.session import Presence, Session, SessionFact, SessionStatus


class SessionNotHeld(Refused):
    code = "session_not_held"
    title: ClassVar[str] = "The session has not been held: state first that it was"


class AttendanceRecorded(SessionFact, ToldFact):
    """The last one of a participant holds: an earlier one was wrong."""

    TOPIC = "planning.AttendanceRecorded"
    presence: Presence

    def apply(self, session: Session) -> None:
        session.attendance = {**session.attendance, self.plan_id: self.presence}


class RecordAttendance(
    SessionCommand, path="attendance", sv="Registrera närvaro", en="Record attendance", versioned=False
):
    """Of one participant, also to correct what was recorded. `occurredOn` is the day of the session."""

    plan_id: UUID
    presence: Presence

    @property
    def plan_ids(self) -> Iterable[UUID]:
        return (self.plan_id,)

    def decide(self, session: Session, setting: Setting) -> None:
        session.require_its_day(self.occurred_on)
        if session.status is not SessionStatus.HELD:
            raise SessionNotHeld
        record_attendance(session, setting, self.plan_id, self.presence)


def record_attendance(session: Session, setting: Setting, plan_id: UUID, presence: Presence) -> None:
    """Raises NotAMember, or PlanHasEnded for a plan that ended before the day."""
    if setting.group.membership_on(plan_id, session.day) is None:
        raise NotAMember
    plan = setting.plans[plan_id]
    if plan.ended_on is not None and plan.ended_on < session.day:
        raise PlanHasEnded
    if session.attendance.get(plan_id) != presence:
        session.trigger_event(
            AttendanceRecorded,
            plan_id=plan_id,
            presence=presence,
            occurred_on=session.day,
            **told(plan, AttendanceRecorded, session.day),
        )
