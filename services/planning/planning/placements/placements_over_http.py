"""Placements over HTTP. The employer is shown to the agency that offered it and to the keeper alone."""

from datetime import date
from typing import Annotated, Any, Self
from uuid import UUID

from fastapi import APIRouter, Path, Query, Response
from pydantic import ConfigDict

from chassis.decisions.clock import today
from chassis.http.commands import view_response
from chassis.http.dependencies import LookingUp, TheApplication
from chassis.http.fields import Id, LocalDate, View
from chassis.http.guessing import noting_refusals
from chassis.http.verbs import Resource
from planning.groups.groups_over_http import GroupId
from planning.placements.list_placements import (
    ListGroupPlacements,
    ListOfferedFewer,
    ListParticipantsPlacements,
    PeriodShare,
)
from planning.placements.offer_placement import OfferPlacement
from planning.placements.placement import PlacementStatus, SeenPlacement
from planning.placements.show_placement import ShowPlacement
from planning.placements.steps import PlacementCommand
from planning.plan.circle_today import PLAN
from planning.showing.access import Answering, AnyReader, PlanId, RecordWriter
from planning.showing.show_plan import Purpose
from samplan.contracts.codes import Agency, ConsentPurpose
from samplan.contracts.codes.groups import PlacementPurpose, PlacementResult

PlacementId = Annotated[Id, Path(alias="placementId")]
LINE: dict[str, Any] = {
    "placementId": "e8b5a4c3-1f2d-4a6b-9c7e-0d1f2a3b4c5d",
    "planId": "5f1d3c52-6a0b-5c1e-8f53-0f6a2f3c7b11",
    "ownerAgency": "klippan",
    "period": 1,
    "purpose": "try_occupation",
    "status": "ended",
    "beginsOn": "2019-03-11",
    "endsOn": "2019-03-22",
    "startedOn": "2019-03-11",
    "endedOn": "2019-03-22",
    "ledTo": "new_placement",
}


def like(example: dict[str, Any]) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [example]})


class PlacementLine(View):
    """`beginsOn` and `endsOn` as planned."""

    model_config = like(LINE)

    placement_id: UUID
    plan_id: UUID
    owner_agency: Agency
    period: int
    purpose: PlacementPurpose
    status: PlacementStatus
    begins_on: date
    ends_on: date
    started_on: date | None
    ended_on: date | None
    led_to: PlacementResult | None


class PlacementView(PlacementLine):
    """`employer`, `purposeInWords`: null in the answer to a command, and once the participant is erased."""

    model_config = like({**LINE, "employer": "Bageriet i Klippan", "purposeInWords": "Prova yrket bagare"})

    employer: str | None
    purpose_in_words: str | None

    @classmethod
    def of(cls, seen: SeenPlacement) -> Self:
        placement, words = seen.placement, seen.words or {}
        return cls(
            placement_id=placement.id,
            plan_id=placement.plan_id,
            owner_agency=placement.owner,
            period=placement.period,
            purpose=placement.purpose,
            status=placement.status,
            begins_on=placement.begins_on,
            ends_on=placement.ends_on,
            started_on=placement.started_on,
            ended_on=placement.ended_on,
            led_to=placement.led_to,
            employer=words.get("employer"),
            purpose_in_words=words.get("purposeInWords"),
        )


class PeriodShareView(View):
    """In one period, of all who ever joined the group (`percent`), and of those who are still in it."""

    model_config = like(
        {
            "period": 1,
            "offered": 21,
            "started": 16,
            "members": 21,
            "percent": 76.2,
            "stillMembers": 20,
            "stillPercent": 80.0,
        }
    )

    period: int
    offered: int
    started: int
    members: int
    percent: float | None
    still_members: int
    still_percent: float | None

    @classmethod
    def of(cls, one: PeriodShare) -> Self:
        return cls(
            period=one.period,
            offered=one.offered,
            started=one.started,
            members=one.members,
            percent=one.percent,
            still_members=one.still_members,
            still_percent=one.percent_of_those_still_in_it,
        )


class OfferedFewerView(View):
    model_config = like(
        {
            "groupId": "4d9c6f0e-2f0a-4f57-9a8e-1b6f0c3d5e21",
            "planId": LINE["planId"],
            "offered": 1,
            "wanted": 2,
        }
    )

    group_id: UUID
    plan_id: UUID
    offered: int
    wanted: int


PLACEMENTS = Resource(
    commands=PlacementCommand,
    path="/v1/placements/{placementId}",
    tag="placements",
    writer=RecordWriter,
    view=PlacementView,
    answer="The placement after the change",
    version="The placement's version",
)
NEW_PLACEMENTS = PLACEMENTS.created_by(
    OfferPlacement, at="/v1/placements", answer="The placement as it was offered"
)

placements = APIRouter(prefix="/v1", tags=["placements"])


@placements.get(
    "/placements/{placementId}", summary="Visa en praktik · Show a placement", responses=PLACEMENTS.answers()
)
def show_placement(placement_id: PlacementId, caller: AnyReader, application: TheApplication) -> Response:
    """Only the agency that offered it and the keeper are shown it; to the keeper this is a disclosure."""
    asked = ShowPlacement(placement_id=placement_id, by=caller.agency, role=caller.role)
    return view_response(application.execute(asked), PlacementView.of)


@placements.get("/plans/{planId}/placements", summary="Deltagarens praktik · A participant's placements")
def list_participants_placements(
    plan_id: PlanId, caller: AnyReader, answering: Answering, purpose: Purpose = ConsentPurpose.COORDINATION
) -> list[PlacementLine]:
    """Of a plan's participant, by period. To another agency than the keeper this discloses the plan."""
    asked = ListParticipantsPlacements(plan_id=plan_id, by=caller.agency, role=caller.role, purpose=purpose)
    with noting_refusals(caller, PLAN, purpose):
        return [PlacementLine(**row) for row in answering(asked)]


@placements.get("/groups/{groupId}/placements", summary="Gruppens praktik · The group's placements")
def list_groups_placements(group_id: GroupId, caller: AnyReader, look_up: LookingUp) -> list[PeriodShareView]:
    """How many of the group took part in each period. Only its owner and the keeper are shown it."""
    found = look_up(ListGroupPlacements(group_id=group_id, by=caller.agency))
    return [PeriodShareView.of(one) for one in found]


@placements.get("/few-placements", summary="Få erbjudna praktikplatser · Few placements offered")
def list_offered_fewer(
    caller: AnyReader,
    look_up: LookingUp,
    as_of: Annotated[LocalDate | None, Query(alias="asOf")] = None,
) -> list[OfferedFewerView]:
    """In our current groups: participants who have been offered fewer placements than each is due."""
    found = look_up(ListOfferedFewer(as_of=as_of or today(), by=caller.agency))
    return [OfferedFewerView(**vars(one)) for one in found]
