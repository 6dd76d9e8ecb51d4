"""Whom to turn to at the coordinating agency today?"""

from datetime import date
from typing import Self

from fastapi import Response
from pydantic import ConfigDict

from chassis.http.commands import view_response
from chassis.http.fields import View
from chassis.http.guessing import noting_refusals
from planning.coordination.read_contacts import Address, ReadContacts, SeenContacts
from planning.plan.circle_today import PLAN
from planning.showing.access import Answering, AnyReader, PlanId
from planning.showing.show_plan import Purpose
from samplan.contracts.codes import Agency, ConsentPurpose


class AddressView(View):
    function: str
    address: str

    @classmethod
    def of(cls, one: Address) -> Self:
        return cls(function=one.function, address=one.address)


class ContactsView(View):
    """`cover` stands in for `contact` through `coverUntil`."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "agency": "malmo-ifo",
                    "contact": {"function": "Samordnare", "address": "samordning@malmo.example"},
                    "cover": None,
                    "coverUntil": None,
                }
            ]
        }
    )

    agency: Agency | None
    contact: AddressView | None
    cover: AddressView | None
    cover_until: date | None

    @classmethod
    def of(cls, seen: SeenContacts) -> Self:
        return cls(
            agency=seen.agency,
            contact=AddressView.of(seen.contact) if seen.contact else None,
            cover=AddressView.of(seen.cover) if seen.cover else None,
            cover_until=seen.cover_until,
        )


def show_contacts(
    plan_id: PlanId,
    caller: AnyReader,
    answering: Answering,
    purpose: Purpose = ConsentPurpose.COORDINATION,
) -> Response:
    """Of the agency that coordinates at present; to another than the keeper, a disclosure of the plan."""
    asked = ReadContacts(plan_id=plan_id, by=caller.agency, role=caller.role, purpose=purpose)
    with noting_refusals(caller, PLAN, purpose):
        return view_response(answering(asked), ContactsView.of)
