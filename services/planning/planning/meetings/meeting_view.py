"""What agencies are shown of a meeting: codes and dates. The notes have an answer of their own."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Self
from uuid import UUID

from pydantic import ConfigDict

from chassis.http.fields import View
from planning.meetings.meeting import Status
from planning.meetings.read_meeting import Notes
from planning.meetings.seen_meeting import SeenMeeting
from planning.meetings.summons import AttendeeRole, CancellationReason, Place
from samplan.contracts.codes import Agency, MeetingKind

LINE: dict[str, Any] = {
    "meetingId": "8d0e3c1a-9f47-4b52-8a66-7c1f2e3d4b01",
    "planId": "5f1d3c52-6a0b-5c1e-8f53-0f6a2f3c7b11",
    "kind": "multi_party",
    "plannedOn": "2022-03-14",
    "startsAt": "09:30",
    "place": "at_an_agency",
    "status": "held",
    "heldOn": "2022-03-14",
}


class MeetingLine(View):
    model_config = ConfigDict(json_schema_extra={"examples": [LINE]})

    meeting_id: UUID
    plan_id: UUID | None
    kind: MeetingKind
    planned_on: date
    starts_at: str
    place: Place
    status: Status
    held_on: date | None


class AttendeeView(View):
    agency: Agency
    role: AttendeeRole


class MeetingView(MeetingLine):
    """`conductedBy` and `enteredBy`, `heldOn` and `enteredOn` are two things each (P-23).

    `interpreter`: the language. It is null in the answer to a command, and once the participant is erased.
    `hasNotes`: whether the caller may read some.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                LINE
                | {
                    "summonedBy": "malmo-ifo",
                    "agencies": ["af", "malmo-ifo"],
                    "cancelledBecause": None,
                    "came": [{"agency": "af", "role": "case_officer"}],
                    "participantCame": True,
                    "interpreter": "ar",
                    "conductedBy": "malmo-ifo",
                    "enteredBy": "malmo-ifo",
                    "enteredOn": "2022-03-15",
                    "hasNotes": False,
                }
            ]
        }
    )

    summoned_by: Agency
    agencies: list[Agency]
    cancelled_because: CancellationReason | None
    came: list[AttendeeView]
    participant_came: bool
    interpreter: str | None
    conducted_by: Agency | None
    entered_by: Agency | None
    entered_on: date | None
    has_notes: bool

    @classmethod
    def of(cls, one: SeenMeeting) -> Self:
        meeting, holding = one.meeting, one.meeting.holding
        return cls(
            meeting_id=meeting.id,
            plan_id=meeting.plan_id,
            kind=meeting.kind,
            planned_on=meeting.planned_on,
            starts_at=meeting.starts_at,
            place=meeting.place,
            status=meeting.status,
            held_on=holding.on,
            summoned_by=meeting.summoned_by,
            agencies=list(meeting.agencies),
            cancelled_because=meeting.cancelled_because,
            came=[AttendeeView(agency=one.agency, role=one.role) for one in holding.came],
            participant_came=holding.participant_came,
            interpreter=one.interpreter,
            conducted_by=holding.conducted_by,
            entered_by=holding.entered_by,
            entered_on=holding.entered_on,
            has_notes=bool(one.notes),
        )


class NotesView(View):
    """`notes`: null once the participant is erased."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"writtenBy": "af", "writtenOn": "2022-03-15", "notes": "Några stycken"}]
        }
    )

    written_by: Agency
    written_on: date
    notes: str | None

    @classmethod
    def all_of(cls, notes: Sequence[Notes]) -> list[Self]:
        return [cls(written_by=one.by, written_on=one.written_on, notes=one.text) for one in notes]
