"""Mappings over HTTP: the agencies that map, and those to which the circle opens what is completed."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request, Response
from pydantic import Field

from chassis.decisions.work import Work
from chassis.http.catch_up import only_when_caught_up
from chassis.http.commands import Commander, command, view_response
from chassis.http.dependencies import TheApplication
from chassis.http.fields import Id
from chassis.http.forms import PLAIN, Checked
from chassis.http.guessing import noting_refusals
from chassis.http.verbs import Resource
from planning.mapping.begin_mapping import BeginMapping
from planning.mapping.command import MappingCommand
from planning.mapping.mapping import MAPPING, Answers
from planning.mapping.mapping_view import AnswersView, MappingView
from planning.mapping.plan_mappings import ListMappings
from planning.mapping.read_mapping import ReadAnswers, ShowMapping
from planning.office.beside import COORDINATION
from planning.showing.access import Answering, AnyReader, PlanId

MappingId = Annotated[Id, Path(alias="mappingId")]
MOST_FIELDS = 200


def _require_own(again: MappingCommand | BeginMapping, work: Work) -> None:
    if isinstance(again, MappingCommand):
        again.require_own(work)


def _writer(
    request: Request,
    commander: Annotated[Commander, Depends(command("planning:write", again=_require_own))],
) -> Commander:
    only_when_caught_up(request)
    return commander


MAPPINGS = Resource(
    commands=MappingCommand,
    path="/v1/mappings/{mappingId}",
    tag="mappings",
    writer=Annotated[Commander, Depends(_writer)],
    view=MappingView,
    answer="The mapping after the change, without its answers",
    version="The mapping's version",
    types={
        **PLAIN,
        Answers: Checked(
            Annotated[dict[str, Any], Field(max_length=MOST_FIELDS)], {"long_term_goal": "Undersköterska"}
        ),
    },
)
NEW_MAPPINGS = MAPPINGS.created_by(BeginMapping, at="/v1/mappings", answer="The mapping as it was begun")

mappings = APIRouter(prefix="/v1", tags=["mappings"])


@mappings.get(
    "/mappings/{mappingId}", summary="Visa en kartläggning · Show a mapping", responses=MAPPINGS.answers()
)
def show_mapping(mapping_id: MappingId, caller: AnyReader, application: TheApplication) -> Response:
    """By whom, and by which version of the template. To another agency this is a disclosure."""
    asked = ShowMapping(mapping_id=mapping_id, by=caller.agency, role=caller.role)
    with noting_refusals(caller, MAPPING, COORDINATION):
        return view_response(application.execute(asked), MappingView.of)


@mappings.get("/mappings/{mappingId}/answers", summary="Läs en kartläggning · Read a mapping")
def read_answers(mapping_id: MappingId, caller: AnyReader, application: TheApplication) -> AnswersView:
    """In the template's order. To another agency, the plan's keeper too, this is a disclosure."""
    asked = ReadAnswers(mapping_id=mapping_id, by=caller.agency, role=caller.role)
    with noting_refusals(caller, MAPPING, COORDINATION):
        return AnswersView.of(application.execute(asked))


@mappings.get("/plans/{planId}/mappings", summary="Planens kartläggningar · The mappings of a plan")
def list_mappings(plan_id: PlanId, caller: AnyReader, answering: Answering) -> list[MappingView]:
    """The agency's own, and what others have completed where the plan is opened to it: without answers."""
    asked = ListMappings(plan_id=plan_id, by=caller.agency, role=caller.role)
    with noting_refusals(caller, MAPPING, COORDINATION):
        return [MappingView.of(one) for one in answering(asked)]
