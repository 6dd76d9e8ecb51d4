"""The participant's page over HTTP: as data, or as a page that runs no script."""

from functools import cache
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request, Response
from fastapi.staticfiles import StaticFiles
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from chassis.http.dependencies import TheApplication
from chassis.http.fields import Code
from chassis.http.guessing import noting_refusals
from planning.participant_page.own_plan_view import OwnPlanView
from planning.participant_page.read_own_plan import ReadOwnPlan
from planning.participant_page.words import PageLanguage, Words
from planning.plan.circle_today import PLAN
from planning.showing.access import AnyReader, PlanId
from samplan.contracts.codes import ConsentPurpose

HERE = Path(__file__).parent
PAGE = "text/html"
SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}

Accepted = Annotated[str, Header(alias="Accept", include_in_schema=False)]
Language = Annotated[Code[PageLanguage], Query(description="Of the page. Default: Swedish")]

participant_page = APIRouter(tags=["plans"])
_files = StaticFiles(directory=HERE / "static")


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
    language: Language = PageLanguage.SV,
) -> Response:
    """For the keeper and the coordinating agency: as JSON, or as a page with `Accept: text/html`."""
    asked = ReadOwnPlan(plan_id=plan_id, by=caller.agency, role=caller.role)
    with noting_refusals(caller, PLAN, ConsentPurpose.COORDINATION):
        own = OwnPlanView.of(application.execute(asked))
    headers = {"Cache-Control": "no-store", "Vary": "Accept", **SECURITY_HEADERS}
    if PAGE not in accept:
        return Response(own.model_dump_json(by_alias=True), media_type="application/json", headers=headers)
    headers["Content-Language"] = language.value
    return Response(_template().render(own=own, say=Words(language)), media_type=PAGE, headers=headers)


@participant_page.get("/participant-page/{path:path}", include_in_schema=False)
async def style(path: str, request: Request) -> Response:
    response = await _files.get_response(path, request.scope)
    response.headers.update({"Cache-Control": "no-cache", **SECURITY_HEADERS})
    return response


@cache
def _template() -> Template:
    return Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    ).get_template("page.html")
