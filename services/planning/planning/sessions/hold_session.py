from collections.abc import Iterable, Mapping
from typing import Any, ClassVar
from uuid import UUID

from chassis.decisions.domain import Refused
from planning.dates.entered import EnteredFact, entered
from planning.sessions.command import SessionCommand, Setting
from planning.sessions.record_attendance import record_attendance
from planning.sessions.session import Presence, Session, SessionFact, SessionStatus
from samplan.contracts.codes import Agency


class SessionIsCancelled(Refused):
    code = "session_is_cancelled"
    title: ClassVar[str] = "The session was cancelled"


class SessionHeld(SessionFact, EnteredFact):
    TOPIC = "planning.SessionHeld"
    group_id: UUID

    def apply(self, session: Session) -> None:
        session.status, session.entry = SessionStatus.HELD, self.entry


class HoldSession(SessionCommand, path="holding", sv="Håll passet", en="Hold the session", versioned=False):
    """With the attendance of those who are listed, by their plans. `occurredOn` is the day of the session.

    `conductedBy`: the calling agency, unless another one is stated.
    The attendance of the others can be recorded later, one by one.
    """

    present: tuple[UUID, ...] | None = None
    excused: tuple[UUID, ...] | None = None
    absent: tuple[UUID, ...] | None = None
    conducted_by: Agency | None = None

    @classmethod
    def check_form(cls, sent: Any) -> None:
        listed = [*(sent.present or ()), *(sent.excused or ()), *(sent.absent or ())]
        if len(listed) != len({*listed}):
            raise ValueError("listed_twice")

    @property
    def attendance(self) -> Mapping[UUID, Presence]:
        lists = (
            (Presence.PRESENT, self.present),
            (Presence.EXCUSED, self.excused),
            (Presence.ABSENT, self.absent),
        )
        return {plan_id: presence for presence, listed in lists for plan_id in listed or ()}

    @property
    def plan_ids(self) -> Iterable[UUID]:
        return self.attendance

    def decide(self, session: Session, setting: Setting) -> None:
        session.require_its_day(self.occurred_on)
        if session.status is SessionStatus.CANCELLED:
            raise SessionIsCancelled
        if session.status is not SessionStatus.HELD:
            members = entered(self.by, setting.today, self.conducted_by)
            session.trigger_event(SessionHeld, group_id=session.group_id, occurred_on=session.day, **members)
        for plan_id, presence in self.attendance.items():
            record_attendance(session, setting, plan_id, presence)
