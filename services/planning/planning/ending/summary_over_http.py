"""What was achieved, and what is recommended next?"""

from datetime import date
from typing import Self

from fastapi import APIRouter, Response
from pydantic import ConfigDict

from chassis.http.commands import view_response
from chassis.http.fields import View
from chassis.http.guessing import noting_refusals
from planning.ending.read_summary import SUMMARY, ReadableSummary, ReadSummary
from planning.showing.access import Answering, AnyReader, PlanId
from planning.showing.show_plan import PLANS
from samplan.contracts.codes import Agency, ConsentPurpose


class SummaryView(View):
    """In words, null once the participant is erased."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "by": "malmo-ifo",
                    "on": "2022-08-12",
                    "receivingAgency": "af",
                    "summary": "Finished the course in August",
                    "nextStep": "Support at the workplace for three months",
                }
            ]
        }
    )

    by: Agency
    on: date
    receiving_agency: Agency | None
    summary: str | None
    next_step: str | None

    @classmethod
    def of(cls, one: ReadableSummary) -> Self:
        return cls(
            by=one.written.by,
            on=one.written.on,
            receiving_agency=one.plan.ending.received_by,
            summary=one.summary,
            next_step=one.next_step,
        )


def show_summary(plan_id: PlanId, caller: AnyReader, answering: Answering) -> Response:
    """To the agency that wrote it, those that lead the plan, and the receiving agency that the exit names.

    To another than its writer and the keeper a disclosure, logged for the participant.
    """
    asked = ReadSummary(plan_id=plan_id, by=caller.agency, role=caller.role)
    with noting_refusals(caller, SUMMARY, ConsentPurpose.COORDINATION):
        return view_response(answering(asked), SummaryView.of)


summaries = APIRouter(tags=[PLANS.tag])
summaries.get(
    f"{PLANS.path}/exit-summary",
    summary="Avslutssammanfattning · Read the summary of the exit",
    responses={200: {"model": SummaryView}},
)(show_summary)
