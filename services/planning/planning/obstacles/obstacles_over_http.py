"""The list of obstacles over HTTP. It names no participant: every agency may read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Self
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Response
from pydantic import ConfigDict

from chassis.decisions.listing import Page, Place
from chassis.http.commands import view_response
from chassis.http.dependencies import LookingUp, Store, TheSettings
from chassis.http.fields import Code, Id, View
from chassis.http.paging import Paging
from chassis.http.verbs import Resource
from planning.obstacles.listed_obstacles import LISTED, told_count
from planning.obstacles.obstacle import Obstacle
from planning.obstacles.report_obstacle import ReportObstacle
from planning.obstacles.resolve_obstacle import ResolveObstacle
from planning.obstacles.show_obstacle import ShowObstacle
from planning.showing.access import AnyReader, RecordWriter
from samplan.bus.store.transactions import Database, Row
from samplan.contracts.codes import ActivityKind, Agency
from samplan.contracts.codes.obstacles import ObstacleKind

_EXAMPLE: dict[str, Any] = {
    "obstacleId": "5d6f2f6e-8a3c-5c0f-9b52-0d7e1c3a4b16",
    "programme": "malmokraften",
    "kind": "double_financing",
    "agency": "af",
    "rule": "double_financing",
    "intervention": None,
    "reportedOn": "2022-03-14",
    "resolvedOn": None,
    "recheckOn": None,
}


class ObstacleView(View):
    """Resolved with a day to re-check it, it is open again if refusals by its rule continue until then."""

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    obstacle_id: UUID
    programme: str
    kind: ObstacleKind
    agency: Agency
    rule: str | None
    intervention: ActivityKind | None
    reported_on: date
    resolved_on: date | None
    recheck_on: date | None

    @classmethod
    def of(cls, obstacle: Obstacle) -> Self:
        what = obstacle.what
        return cls(
            obstacle_id=obstacle.id,
            programme=what.programme,
            kind=what.kind,
            agency=what.agency,
            rule=what.rule,
            intervention=what.intervention,
            reported_on=obstacle.reported_on,
            resolved_on=obstacle.resolved_on,
            recheck_on=obstacle.recheck_on,
        )


class ListedObstacle(ObstacleView):
    """`refusals`: how often its rule has refused. Null to others than the keeper where under five."""

    model_config = ConfigDict(json_schema_extra={"examples": [{**_EXAMPLE, "refusals": 7}]})

    refusals: int | None


OBSTACLES = Resource(
    commands=ResolveObstacle,
    path="/v1/obstacles/{obstacleId}",
    tag="obstacles",
    writer=RecordWriter,
    view=ObstacleView,
    answer="The obstacle as it now is",
    version="The obstacle's version",
)
NEW_OBSTACLES = OBSTACLES.created_by(ReportObstacle, at="/v1/obstacles", answer="The obstacle on the list")

obstacles = APIRouter(prefix="/v1", tags=["obstacles"])


@obstacles.get(
    "/obstacles/{obstacleId}", summary="Visa ett hinder · Show an obstacle", responses=OBSTACLES.answers()
)
def show_obstacle(
    obstacle_id: Annotated[Id, Path(alias="obstacleId")], _: AnyReader, look_up: LookingUp
) -> Response:
    return view_response(look_up(ShowObstacle(obstacle_id=obstacle_id)), ObstacleView.of)


@dataclass(frozen=True)
class ObstacleList:
    """The list as a reader asks for it: of a programme, of an agency, with the resolved ones too."""

    store: Database
    keeper: Agency
    asked: Mapping[str, Any]

    def page(self, reader: Agency, place: Place) -> tuple[list[ListedObstacle], Page]:
        page = LISTED.page(self.store.query, self.asked, place)
        rows = page.rows if reader == self.keeper else [_told(row) for row in page.rows]
        return [ListedObstacle.model_validate(row) for row in rows], page


def _told(row: Row) -> Row:
    return {**row, "refusals": told_count(row["refusals"])}


def _obstacle_list(
    store: Store,
    settings: TheSettings,
    programme: Annotated[str | None, Query(max_length=48)] = None,
    agency: Annotated[Code[Agency] | None, Query()] = None,
    resolved: Annotated[bool, Query(description="Also the resolved ones")] = False,  # noqa: FBT002  # a query parameter
) -> ObstacleList:
    asked = {"programme": programme or "", "agency": agency or "", "resolved": int(resolved)}
    return ObstacleList(store, settings.agency, asked)


TheList = Annotated[ObstacleList, Depends(_obstacle_list)]


@obstacles.get("/obstacles", summary="Hinderlistan · The list of obstacles")
def list_obstacles(caller: AnyReader, obstacle_list: TheList, paging: Paging) -> list[ListedObstacle]:
    """The open ones, the oldest first, with how often each has refused something."""
    listed, page = obstacle_list.page(caller.agency, paging.place)
    paging.shown(page)
    return listed
