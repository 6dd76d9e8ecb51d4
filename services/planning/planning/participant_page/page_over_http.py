"""The participant's page over HTTP: as data, or as a page that runs no script."""

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Header, Query, Response

from chassis.http.dependencies import TheApplication
from chassis.http.fields import Code
from chassis.http.guessing import noting_refusals
from planning.pages.rendering import NOT_STORED, PAGE, page_of
from planning.participant_page.own_plan_view import OwnPlanView
from planning.participant_page.read_own_plan import ReadOwnPlan
from planning.plan.circle_today import PLAN
from planning.showing.access import AnyReader, PlanId
from samplan.contracts.codes import ConsentPurpose
from samplan.contracts.codes.languages import ParticipantLanguage

HERE = Path(__file__).parent
Accepted = Annotated[str, Header(alias="Accept", include_in_schema=False)]
Language = Annotated[Code[ParticipantLanguage], Query(description="Of the page. Default: Swedish")]

participant_page = APIRouter(tags=["plans"])


@participant_page.get(
    "/v1/plans/{planId}/participant-page",
    summary="Deltagarens sida · The participant's page",
    response_model=OwnPlanView,
    responses={200: {"content": {PAGE: {"schema": {"type": "string"}}}}},
)
def show_own_plan(
    plan_id: PlanId,
    caller: AnyReader,
    application: TheApplication,
    accept: Accepted = "",
    language: Language = ParticipantLanguage.SV,
) -> Response:
    """For the keeper and the coordinating agency: as JSON, or as a page with `Accept: text/html`."""
    asked = ReadOwnPlan(plan_id=plan_id, by=caller.agency, role=caller.role)
    with noting_refusals(caller, PLAN, ConsentPurpose.COORDINATION):
        own = OwnPlanView.of(application.execute(asked))
    if PAGE in accept:
        answer = page_of(HERE, language, {"own": own})
    else:
        answer = Response(
            own.model_dump_json(by_alias=True), headers=NOT_STORED, media_type="application/json"
        )
    answer.headers["Vary"] = "Accept"
    return answer
