"""An agency's own notes on what the rules ask of a participant, over HTTP."""

from datetime import date
from typing import Self
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import ConfigDict

from chassis.http.commands import view_response
from chassis.http.fields import View
from chassis.http.verbs import Resource
from planning.conflicts.note_circumstance import NoteCircumstance, OwnNotes
from planning.conflicts.show_circumstances import ShowCircumstances
from planning.office.planned import Circumstance
from planning.showing.access import Answering, AnyReader, PlanId, RecordWriter


class NotedView(View):
    circumstance: Circumstance
    since: date
    until: date | None
    hours_a_week: int | None


class CircumstancesView(View):
    """The calling agency's own notes, by date. The latest one on a circumstance counts.

    `noted` is empty in the answer to a command, and once the participant is erased.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "planId": "5f1d3c52-6a0b-5c1e-8f53-0f6a2f3c7b11",
                    "noted": [
                        {
                            "circumstance": "sick_listed",
                            "since": "2022-03-14",
                            "until": "2022-04-30",
                            "hoursAWeek": None,
                        }
                    ],
                }
            ]
        }
    )

    plan_id: UUID
    noted: list[NotedView]

    @classmethod
    def of(cls, notes: OwnNotes) -> Self:
        noted = [
            NotedView(
                circumstance=one.circumstance, since=one.since, until=one.until, hours_a_week=one.hours_a_week
            )
            for one in notes.noted
        ]
        return cls(plan_id=notes.circumstances.plan_id, noted=noted)


CIRCUMSTANCES = Resource(
    commands=NoteCircumstance,
    path="/v1/plans/{planId}/circumstances",
    tag="plans",
    writer=RecordWriter,
    view=CircumstancesView,
    answer="The calling agency's notes",
    version="The version of the notes",
)


circumstances = APIRouter(tags=[CIRCUMSTANCES.tag])


@circumstances.get(
    CIRCUMSTANCES.path, summary="Visa egna omständigheter · Show own notes", responses=CIRCUMSTANCES.answers()
)
def show_circumstances(plan_id: PlanId, caller: AnyReader, answering: Answering) -> Response:
    """What the calling agency has noted itself; others' notes are not shown."""
    asked = ShowCircumstances(plan_id=plan_id, by=caller.agency)
    return view_response(answering(asked), CircumstancesView.of)
