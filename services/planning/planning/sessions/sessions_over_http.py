"""Sessions and attendance over HTTP."""

from datetime import date
from typing import Annotated, Any, Self
from uuid import UUID

from fastapi import Query
from pydantic import ConfigDict

from chassis.decisions.clock import today
from chassis.http.dependencies import LookingUp
from chassis.http.fields import LocalDate, View
from chassis.http.guessing import noting_refusals
from chassis.http.verbs import Resource
from planning.groups.groups_over_http import GroupId
from planning.plan.circle_today import PLAN
from planning.sessions.command import SessionCommand
from planning.sessions.list_attendance import (
    Attended,
    ListAttendanceBelowTarget,
    ListParticipantsAttendance,
    ShowGroupAttendance,
)
from planning.sessions.list_sessions import ListSessions
from planning.sessions.session import Presence, Session, SessionStatus
from planning.showing.access import Answering, AnyReader, PlanId, RecordWriter
from planning.showing.entry_view import EXAMPLE_ENTRY, EntryView, entry_members
from planning.showing.show_plan import Purpose
from samplan.contracts.codes import ConsentPurpose

GROUP = "4d9c6f0e-2f0a-4f57-9a8e-1b6f0c3d5e21"
SESSION = {"sessionId": "c0f6a1de-3b0f-5a55-8f0d-9f3c2b7e1a64", "day": "2019-01-21", "status": "held"}
MEMBER = {
    "groupId": GROUP,
    "planId": "5f1d3c52-6a0b-5c1e-8f53-0f6a2f3c7b11",
    "present": 40,
    "excused": 4,
    "absent": 6,
    "percent": 80.0,
    "belowTarget": False,
}


def like(example: dict[str, Any]) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [example]})


class SessionLine(EntryView):
    model_config = like({**SESSION, **EXAMPLE_ENTRY})

    session_id: UUID
    day: date
    status: SessionStatus


class SessionView(SessionLine):
    model_config = like(
        {**SESSION, **EXAMPLE_ENTRY, "groupId": GROUP, "attendance": {MEMBER["planId"]: "present"}}
    )

    group_id: UUID
    attendance: dict[UUID, Presence]

    @classmethod
    def of(cls, session: Session) -> Self:
        return cls(
            session_id=session.id,
            day=session.day,
            status=session.status,
            group_id=session.group_id,
            attendance=dict(session.attendance),
            **entry_members(session.entry),
        )


class AttendanceView(View):
    """Sessions by what is recorded of them, and the share present in per cent as the programme counts it."""

    model_config = like(MEMBER)

    group_id: UUID
    plan_id: UUID
    present: int
    excused: int
    absent: int
    percent: float | None
    below_target: bool

    @classmethod
    def of(cls, one: Attended) -> Self:
        counts = one.attendance
        return cls(
            group_id=one.group_id,
            plan_id=one.plan_id,
            present=counts.present,
            excused=counts.excused,
            absent=counts.absent,
            percent=one.percent,
            below_target=one.is_below_target,
        )


class GroupAttendanceView(View):
    model_config = like({"groupId": GROUP, "percent": 82.5, "target": 80, "members": [MEMBER]})

    group_id: UUID
    percent: float | None
    target: int
    members: list[AttendanceView]


SESSIONS = Resource(
    commands=SessionCommand,
    path="/v1/sessions/{sessionId}",
    tag="groups",
    writer=RecordWriter,
    view=SessionView,
    answer="The session after the change",
    version="The session's version",
)


def list_sessions(group_id: GroupId, caller: AnyReader, look_up: LookingUp) -> list[SessionLine]:
    """Of one group, by day. Only its owner and the keeper are shown them."""
    rows = look_up(ListSessions(group_id=group_id, by=caller.agency))
    return [SessionLine(**row) for row in rows]


def show_group_attendance(group_id: GroupId, caller: AnyReader, look_up: LookingUp) -> GroupAttendanceView:
    """Of the group and of each participant. Only its owner and the keeper are shown it."""
    found = look_up(ShowGroupAttendance(group_id=group_id, by=caller.agency))
    return GroupAttendanceView(
        group_id=found.group_id,
        percent=found.percent,
        target=found.target,
        members=[AttendanceView.of(one) for one in found.members],
    )


def list_below_target(
    caller: AnyReader,
    look_up: LookingUp,
    as_of: Annotated[LocalDate | None, Query(alias="asOf")] = None,
) -> list[AttendanceView]:
    """In our current groups: participants who attend less than the programme's target: lowest first."""
    found = look_up(ListAttendanceBelowTarget(as_of=as_of or today(), by=caller.agency))
    found.sort(key=lambda one: (one.percent, str(one.plan_id)))
    return [AttendanceView.of(one) for one in found]


def list_participants_attendance(
    plan_id: PlanId,
    caller: AnyReader,
    answering: Answering,
    purpose: Purpose = ConsentPurpose.COORDINATION,
) -> list[AttendanceView]:
    """Of a plan's participant in each group. To another agency than the keeper this discloses the plan."""
    asked = ListParticipantsAttendance(plan_id=plan_id, by=caller.agency, role=caller.role, purpose=purpose)
    with noting_refusals(caller, PLAN, purpose):
        found = answering(asked)
    return [AttendanceView.of(one) for one in found]
