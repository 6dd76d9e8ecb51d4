"""Bodies over HTTP: constituted, and listed with their seats."""

from datetime import date
from typing import Any, Self
from uuid import UUID

from pydantic import ConfigDict

from chassis.http.fields import Code, StrictModel, View
from chassis.http.forms import Checked
from chassis.http.verbs import Resource
from samplan.contracts.codes import Agency
from samplan.contracts.codes.steering import BodyKind, Seat
from steering.access import TheList, Writer
from steering.bodies.constitute_body import Body, BodyFact, ConstituteBody, SeatHeld
from steering.forms import TYPES
from steering.register import Register

REGISTER = Register("bodies", Body, BodyFact)
_SEAT: dict[str, Any] = {"agency": "af", "seat": "chair"}


class SeatForm(StrictModel):
    model_config = ConfigDict(json_schema_extra={"examples": [_SEAT]})

    agency: Code[Agency]
    seat: Code[Seat]


class SeatView(View):
    model_config = ConfigDict(json_schema_extra={"examples": [_SEAT]})

    agency: Agency
    seat: Seat


class BodyView(View):
    """`seats`: those from `constitutedOn` on."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "bodyId": "2f7a9e3c-1d5b-5e8a-8c46-803f2b9d4e03",
                    "programme": "malmokraften",
                    "body": "steering_group",
                    "constitutedOn": "2020-01-02",
                    "seats": [_SEAT],
                }
            ]
        }
    )

    body_id: UUID
    programme: str
    body: BodyKind
    constituted_on: date | None
    seats: tuple[SeatView, ...]

    @classmethod
    def of(cls, body: Body) -> Self:
        return cls(
            body_id=body.id,
            programme=body.programme,
            body=body.body,
            constituted_on=body.constituted_on,
            seats=tuple(SeatView(agency=one.agency, seat=one.seat) for one in body.seats),
        )


BODIES = Resource(
    commands=ConstituteBody,
    path="/v1/bodies",
    tag="steering",
    writer=Writer,
    view=BodyView,
    answer="The body with its seats",
    version="The body's version",
    place=lambda body: f"/v1/bodies?programme={body.programme}",
    types={
        **TYPES,
        SeatHeld: Checked(SeatForm, _SEAT, lambda form: SeatHeld(agency=form.agency, seat=form.seat)),
    },
)


def list_bodies(asked: TheList) -> list[BodyView]:
    """Of one programme."""
    return asked.records(REGISTER, BodyView.of)
