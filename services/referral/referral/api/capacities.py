"""Free places over HTTP (R-11)."""

from datetime import date
from typing import Annotated, Any, Self

from fastapi import APIRouter, Request, Response
from pydantic import ConfigDict, Field

from chassis.http.fields import PastDate, StrictModel, View
from chassis.http.paging import Limit, Page
from referral.api.access import ETAG, Reader, Writer
from referral.commands.office import PublishCapacity
from referral.domain.capacity import Capacity
from referral.queries.capacities import capacities
from samplan.bus.store.transactions import Database

router = APIRouter(prefix="/v1/capacities", tags=["capacity"])

Name = Annotated[str, Field(pattern="^[a-z]+(-[a-z]+)*(-[0-9]{1,4})?$", max_length=48)]
PLACES: dict[str, Any] = {"programme": "malmokraften", "team": "team-south", "freePlaces": 7}


class CapacityForm(StrictModel):
    model_config = ConfigDict(json_schema_extra={"examples": [{**PLACES, "occurredOn": "2021-06-01"}]})

    programme: Name
    team: Name
    free_places: Annotated[int, Field(ge=0, le=9999)]
    occurred_on: PastDate


class CapacityView(View):
    model_config = ConfigDict(json_schema_extra={"examples": [{**PLACES, "publishedOn": "2021-06-01"}]})

    programme: str
    team: str
    free_places: int
    published_on: date

    @classmethod
    def of(cls, capacity: Capacity) -> Self:
        return cls(
            programme=capacity.programme,
            team=capacity.team,
            free_places=capacity.free_places,
            published_on=capacity.published_on,
        )


@router.post(
    "",
    status_code=201,
    summary="Meddela lediga platser · Publish free places",
    responses={201: {"model": CapacityView, "description": "As published", "headers": ETAG}},
)
def publish_capacity(form: CapacityForm, writer: Writer) -> Response:
    """By the keeper; the latest one of a team counts."""
    asked = PublishCapacity(
        by=writer.caller.agency,
        programme=form.programme,
        team=form.team,
        free_places=form.free_places,
        on=form.occurred_on,
    )
    return writer.create(asked, CapacityView.of, lambda _: "/v1/capacities")


@router.get("", summary="Lediga platser · Free places")
def list_capacities(_: Reader, request: Request, limit: Limit = 20, page: Page = 1) -> list[CapacityView]:
    """By programme and team."""
    database: Database = request.app.state.database
    rows = capacities(database, limit=limit, offset=(page - 1) * limit)
    return [CapacityView(**row) for row in rows]
