"""Demands over HTTP."""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from fastapi import Path, Response
from pydantic import ConfigDict

from chassis.http.commands import view_response
from chassis.http.fields import Id, View
from chassis.http.verbs import Resource
from planning.demands.answer_demand import AnswerDemand
from planning.demands.demand import DemandStatus
from planning.demands.seen_demand import SeenDemand
from planning.demands.set_demand import SetDemand
from planning.demands.show_demand import ShowDemand
from planning.showing.access import Answering, AnyReader, RecordWriter
from samplan.contracts.codes import Agency
from samplan.contracts.codes.records import DemandKind


class DemandView(View):
    """`owedBy`: null where it is asked of the participant.

    `words`: for the agency that set it alone, and null in the answer to a command.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "demandId": "8f4f0d60-4e0e-4a6b-9a55-2f6d0c1b7a22",
                    "planId": "5f1d3c52-6a0b-5c1e-8f53-0f6a2f3c7b11",
                    "agency": "malmo-ifo",
                    "kind": "hand_in_document",
                    "owedBy": None,
                    "words": None,
                    "setOn": "2022-03-14",
                    "dueOn": "2022-03-28",
                    "status": "open",
                    "answeredOn": None,
                }
            ]
        }
    )

    demand_id: UUID
    plan_id: UUID
    agency: Agency
    kind: DemandKind
    owed_by: Agency | None
    words: str | None
    set_on: date
    due_on: date
    status: DemandStatus
    answered_on: date | None

    @classmethod
    def of(cls, seen: SeenDemand) -> Self:
        demand = seen.demand
        return cls(
            demand_id=demand.id,
            plan_id=demand.plan_id,
            agency=demand.agency,
            kind=demand.kind,
            owed_by=demand.owed_by,
            words=seen.words,
            set_on=demand.set_on,
            due_on=demand.due_on,
            status=demand.status,
            answered_on=demand.answered_on,
        )


DEMANDS = Resource(
    commands=AnswerDemand,
    path="/v1/demands/{demandId}",
    tag="demands",
    writer=RecordWriter,
    view=DemandView,
    answer="The demand after the change",
    version="The demand's version",
)
NEW_DEMANDS = DEMANDS.created_by(SetDemand, at="/v1/plans/{planId}/demands", answer="The demand that was set")


def show_demand(
    demand_id: Annotated[Id, Path(alias="demandId")], caller: AnyReader, answering: Answering
) -> Response:
    """To the agency that set it, the keeper of plans, and the agency that owes it."""
    asked = ShowDemand(demand_id=demand_id, by=caller.agency, role=caller.role)
    return view_response(answering(asked), DemandView.of)
