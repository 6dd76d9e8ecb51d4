from enum import StrEnum
from typing import ClassVar

from chassis.decisions.domain import Refused
from planning.sessions.command import SessionCommand, Setting
from planning.sessions.session import Session, SessionFact, SessionStatus


class CancelledBecause(StrEnum):
    LEADER_ABSENT = "leader_absent"
    FEW_PARTICIPANTS = "few_participants"
    PREMISES = "premises"
    OTHER = "other"


class SessionWasHeld(Refused):
    code = "session_was_held"
    title: ClassVar[str] = "The session has been held, and is not cancelled"


class SessionCancelled(SessionFact, private=True):
    TOPIC = "planning.SessionCancelled"
    reason: CancelledBecause

    def apply(self, session: Session) -> None:
        session.status = SessionStatus.CANCELLED


class CancelSession(
    SessionCommand, path="cancellation", sv="Ställ in passet", en="Cancel the session", versioned=False
):
    """Before or after its day, for a coded reason, which is not published."""

    reason: CancelledBecause

    def decide(self, session: Session, _: Setting) -> None:
        if session.status is SessionStatus.HELD:
            raise SessionWasHeld
        if session.status is not SessionStatus.CANCELLED:
            session.trigger_event(SessionCancelled, reason=self.reason, occurred_on=self.occurred_on)
