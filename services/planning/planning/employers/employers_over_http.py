"""Employers over HTTP: each is shown to the agency that registered it and to the keeper of plans alone."""

from datetime import date
from typing import Annotated, Any, Self
from uuid import UUID

from fastapi import APIRouter, Path, Query, Response
from pydantic import ConfigDict

from chassis.http.commands import view_response
from chassis.http.dependencies import LookingUp
from chassis.http.fields import Id, View
from chassis.http.paging import Paging
from chassis.http.verbs import Resource
from planning.employers.command import EmployerCommand
from planning.employers.employer import Order, SeenEmployer
from planning.employers.employer_time import ShowEmployerTime
from planning.employers.own_employers import ListEmployers
from planning.employers.register_employer import RegisterEmployer
from planning.employers.show_employer import ShowEmployer
from planning.employers.state_team_time import StatedTime, StateTeamTime
from planning.showing.access import AnyReader, RecordWriter
from samplan.contracts.codes import Agency

EmployerId = Annotated[Id, Path(alias="employerId")]
WHO: dict[str, Any] = {
    "employerId": "c1f0a7e2-5b3d-4c6e-8f90-2a1b3c4d5e6f",
    "programme": "malmokraften",
    "ownerAgency": "malmo-ama",
    "name": "Bageriet på hörnet",
    "contacts": 3,
    "lastContactOn": "2022-03-14",
}


def like(example: dict[str, Any]) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [example]})


class EmployerLine(View):
    model_config = like({**WHO, "openOrders": 1})

    employer_id: UUID
    programme: str
    owner_agency: Agency
    name: str | None
    contacts: int
    last_contact_on: date | None
    open_orders: int


class OrderView(View):
    """`words`: null in the answer to a command."""

    order_id: UUID
    places: int
    is_hidden: bool
    taken_on: date
    closed_on: date | None
    filled: int
    words: str | None

    @classmethod
    def of(cls, order: Order, words: str | None) -> Self:
        return cls(
            order_id=order.id,
            places=order.places,
            is_hidden=order.is_hidden,
            taken_on=order.taken_on,
            closed_on=order.closed_on,
            filled=order.filled,
            words=words,
        )


class EmployerView(View):
    """`name`, `contactPerson`: null in the answer to a command, which is stored."""

    model_config = like({**WHO, "contactPerson": "Mia Ek", "orders": []})

    employer_id: UUID
    programme: str
    owner_agency: Agency
    name: str | None
    contact_person: str | None
    contacts: int
    last_contact_on: date | None
    orders: list[OrderView]

    @classmethod
    def of(cls, seen: SeenEmployer) -> Self:
        one, words, ordered = seen.employer, seen.words or {}, seen.ordered or {}
        return cls(
            employer_id=one.id,
            programme=one.programme,
            owner_agency=one.owner,
            name=words.get("name"),
            contact_person=words.get("contactPerson"),
            contacts=one.contacts,
            last_contact_on=one.last_contact_on,
            orders=[OrderView.of(order, ordered.get(order.id)) for order in one.orders.values()],
        )


MONTH: dict[str, Any] = {
    "programme": "malmokraften",
    "agency": "malmo-ama",
    "month": "2022-03-01",
    "hours": 600,
}


class TeamTimeView(View):
    model_config = like(MONTH)

    programme: str
    agency: Agency
    month: date
    hours: int

    @classmethod
    def of(cls, stated: StatedTime) -> Self:
        time = stated.time
        return cls(programme=time.programme, agency=time.agency, month=time.month, hours=time.hours)


class EmployerTimeLine(View):
    """`percent`: null while the hours of the month are not stated. `targetPercent`: the programme's."""

    model_config = like(
        {**MONTH, "minutes": 7200, "percent": 20.0, "targetPercent": 25, "isBelowTarget": True}
    )

    programme: str
    agency: Agency
    month: date
    minutes: int
    hours: int
    percent: float | None
    target_percent: int | None
    is_below_target: bool


EMPLOYERS = Resource(
    commands=EmployerCommand,
    path="/v1/employers/{employerId}",
    tag="employers",
    writer=RecordWriter,
    view=EmployerView,
    answer="The employer after the change",
    version="The employer's version",
)
NEW_EMPLOYERS = EMPLOYERS.created_by(
    RegisterEmployer, at="/v1/employers", answer="The employer as it was registered"
)
TEAM_TIME = Resource(
    commands=StateTeamTime,
    path="/v1/team-time",
    tag="employers",
    writer=RecordWriter,
    view=TeamTimeView,
    answer="The month as it was stated",
    version="The month's version",
)

employers = APIRouter(prefix="/v1", tags=["employers"])


@employers.get("/employers", summary="Våra arbetsgivare · Our employers")
def list_employers(caller: AnyReader, look_up: LookingUp, paging: Paging) -> list[EmployerLine]:
    """Those that the calling agency has registered; to the keeper all."""
    page = look_up(ListEmployers(place=paging.place, by=caller.agency))
    return [EmployerLine(**row) for row in paging.shown(page)]


@employers.get(
    "/employers/{employerId}",
    summary="Visa en arbetsgivare · Show an employer",
    responses=EMPLOYERS.answers(),
)
def show_employer(employer_id: EmployerId, caller: AnyReader, look_up: LookingUp) -> Response:
    """Who it is, and its orders in words."""
    return view_response(look_up(ShowEmployer(employer_id=employer_id, by=caller.agency)), EmployerView.of)


@employers.get("/employer-time", summary="Tid hos arbetsgivare · Time spent with employers")
def list_employer_time(
    caller: AnyReader,
    look_up: LookingUp,
    paging: Paging,
    programme: Annotated[str | None, Query(max_length=48)] = None,
) -> list[EmployerTimeLine]:
    """By programme, agency and month, against the programme's target: our own, to the keeper of all."""
    page = look_up(ShowEmployerTime(programme=programme, place=paging.place, by=caller.agency))
    return [EmployerTimeLine(**row) for row in paging.shown(page)]
