"""One session of a group: planned by the calendar, then held or cancelled."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from chassis.decisions.domain import Aggregate, Created, DomainEvent, Refused
from planning.dates.entered import Entry
from samplan.contracts.codes import Agency
from samplan.contracts.codes.groups import Presence

__all__ = ["Presence", "Session", "SessionFact"]


class NotTheSessionsDay(Refused):
    code = "not_the_sessions_day"
    status = 422
    title: ClassVar[str] = "The date is not the day of the session: state the day that the calendar gives"


class SessionStatus(StrEnum):
    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class SessionFact(DomainEvent):
    occurred_on: date


class SessionPlanned(Created, SessionFact, private=True):
    """Recorded with what happened first: until then the group's calendar alone knows of the session."""

    TOPIC = "planning.SessionPlanned"
    group_id: UUID
    agency: Agency


class Session(Aggregate):
    TOPIC = "planning.Session"
    Event = SessionFact

    def __init__(self, *, group_id: UUID, agency: Agency, occurred_on: date) -> None:
        self.group_id = group_id
        self.owner = agency
        self.day = occurred_on
        self.status = SessionStatus.PLANNED
        self.entry: Entry | None = None
        self.attendance: Mapping[UUID, Presence] = {}

    def require_its_day(self, on: date) -> None:
        """Raises NotTheSessionsDay."""
        if on != self.day:
            raise NotTheSessionsDay
