"""Meetings over HTTP. An agency that is no party to one, and may not know of the plan, gets 404."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Response

from chassis.decisions.work import Work
from chassis.http.catch_up import only_when_caught_up
from chassis.http.commands import Commander, command, view_response
from chassis.http.dependencies import Store, TheApplication
from chassis.http.fields import Id
from chassis.http.guessing import noting_refusals
from chassis.http.paging import Paging
from chassis.http.verbs import Resource
from planning.circle.today import circle_today
from planning.meetings.command import MeetingCommand
from planning.meetings.list_meetings import ListMeetings
from planning.meetings.meeting import MEETING
from planning.meetings.meeting_view import MeetingLine, MeetingView, NotesView
from planning.meetings.read_meeting import ReadNotes, ShowMeeting
from planning.meetings.summon_meeting import SummonMeeting
from planning.meetings.table import AHEAD, WITHOUT_NOTES
from planning.meetings.types import TYPES
from planning.office import plan_beside_own
from planning.register.table import reader
from planning.showing.access import Answering, AnyReader, PlanId
from samplan.contracts.codes import ConsentPurpose

MeetingId = Annotated[Id, Path(alias="meetingId")]


def _require_shown(again: MeetingCommand | SummonMeeting, work: Work) -> None:
    """For an answer that is given again. Raises NotFound for an agency that may no longer see the meeting.

    A summons has a new id in each request, and is always its caller's own.
    """
    if isinstance(again, MeetingCommand):
        again.require_shown(work, circle_today)
    elif again.plan_id is not None:
        plan_beside_own(again.plan_id, again.by, MEETING, work, circle_today)


def _writer(
    request: Request,
    commander: Annotated[Commander, Depends(command("planning:write", again=_require_shown))],
) -> Commander:
    only_when_caught_up(request)
    return commander


Writer = Annotated[Commander, Depends(_writer)]

MEETINGS = Resource(
    commands=MeetingCommand,
    path="/v1/meetings/{meetingId}",
    tag="meetings",
    writer=Writer,
    view=MeetingView,
    answer="The meeting after the change",
    version="The meeting's version",
    types=TYPES,
)
NEW_MEETINGS = MEETINGS.created_by(SummonMeeting, at="/v1/meetings", answer="The meeting as it was recorded")

meetings = APIRouter(prefix="/v1", tags=["meetings"])


@meetings.get("/meetings/{meetingId}", summary="Visa ett möte · Show a meeting", responses=MEETINGS.answers())
def show_meeting(meeting_id: MeetingId, caller: AnyReader, answering: Answering) -> Response:
    """When, where, and who came, by agency and role. A consent that opens it makes this a disclosure."""
    asked = ShowMeeting(meeting_id=meeting_id, by=caller.agency, role=caller.role)
    with noting_refusals(caller, MEETING, ConsentPurpose.COORDINATION):
        return view_response(answering(asked), MeetingView.of)


@meetings.get("/meetings/{meetingId}/notes", summary="Läs minnesanteckningar · Read the notes of a meeting")
def read_notes(meeting_id: MeetingId, caller: AnyReader, application: TheApplication) -> list[NotesView]:
    """For the agencies that were there, the keeper, and those to which a consent opens it today."""
    asked = ReadNotes(meeting_id=meeting_id, by=caller.agency, role=caller.role)
    with noting_refusals(caller, MEETING, ConsentPurpose.COORDINATION):
        return NotesView.all_of(application.execute(asked))


@meetings.get("/plans/{planId}/meetings", summary="Planens möten · The meetings of a plan")
def list_meetings(plan_id: PlanId, caller: AnyReader, answering: Answering) -> list[MeetingLine]:
    """In the order in which they are planned."""
    asked = ListMeetings(plan_id=plan_id, by=caller.agency, role=caller.role)
    with noting_refusals(caller, MEETING, ConsentPurpose.COORDINATION):
        return [MeetingLine(**row) for row in answering(asked)]


@meetings.get("/meetings-ahead", summary="Kommande möten · Meetings ahead")
def list_meetings_ahead(caller: AnyReader, store: Store, paging: Paging) -> list[MeetingLine]:
    """Those of the calling agency that are neither held nor cancelled, the earliest first."""
    return [MeetingLine(**row) for row in paging.rows(AHEAD, store.query, {"reader": reader(caller.agency)})]


@meetings.get("/meetings-without-notes", summary="Möten utan anteckningar · Meetings without notes")
def list_meetings_without_notes(caller: AnyReader, store: Store, paging: Paging) -> list[MeetingLine]:
    """Those of the calling agency that have been held, the longest ago first."""
    rows = paging.rows(WITHOUT_NOTES, store.query, {"reader": reader(caller.agency)})
    return [MeetingLine(**row) for row in rows]
