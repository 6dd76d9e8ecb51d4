"""An agency's own notes on what the rules ask of a participant, over HTTP."""

from datetime import date
from typing import Self
from uuid import UUID

from pydantic import ConfigDict

from chassis.http.fields import View
from chassis.http.verbs import Resource
from planning.conflicts.note_circumstance import NoteCircumstance, OwnNotes
from planning.plan.planned import Circumstance
from planning.showing.access import Writer


class NotedView(View):
    circumstance: Circumstance
    since: date
    until: date | None


class CircumstancesView(View):
    """The calling agency's own notes, by date. The latest one on a circumstance counts."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "planId": "5f1d3c52-6a0b-5c1e-8f53-0f6a2f3c7b11",
                    "noted": [{"circumstance": "sick_listed", "since": "2022-03-14", "until": "2022-04-30"}],
                }
            ]
        }
    )

    plan_id: UUID
    noted: list[NotedView]

    @classmethod
    def of(cls, notes: OwnNotes) -> Self:
        noted = [
            NotedView(circumstance=one.circumstance, since=one.since, until=one.until) for one in notes.noted
        ]
        return cls(plan_id=notes.circumstances.plan_id, noted=noted)


CIRCUMSTANCES = Resource(
    commands=NoteCircumstance,
    path="/v1/plans/{planId}/circumstances",
    tag="plans",
    writer=Writer,
    view=CircumstancesView,
    answer="The calling agency's notes",
    version="The version of the notes",
)
