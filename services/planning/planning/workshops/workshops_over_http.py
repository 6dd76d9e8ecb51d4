"""Workshops over HTTP: each is shown to its owner and to the keeper of the plans, and to no other agency."""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from fastapi import Path, Response
from pydantic import ConfigDict

from chassis.http.commands import view_response
from chassis.http.dependencies import LookingUp
from chassis.http.fields import Id
from chassis.http.verbs import Resource
from planning.meetings.types import TYPES
from planning.showing.access import AnyReader, RecordWriter
from planning.showing.entry_view import EXAMPLE_ENTRY, EntryView, entry_members
from planning.workshops.command import WorkshopCommand
from planning.workshops.hold_workshop import HoldWorkshop
from planning.workshops.plan_workshop import PlanWorkshop
from planning.workshops.show_workshop import SeenWorkshop, ShowWorkshop
from planning.workshops.workshop import Workshop, WorkshopStatus
from samplan.contracts.codes import Agency
from samplan.contracts.codes.groups import WorkshopKind

WorkshopId = Annotated[Id, Path(alias="workshopId")]


class WorkshopView(EntryView):
    """`planIds`: the plans of those who attended. `plannedOn`: null where it was not planned here."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "workshopId": "a3c0d7f2-6b14-4f0e-9d52-7e8f1a2b3c4d",
                    "workshop": "my_dreams",
                    "ownerAgency": "malmo-ama",
                    "status": "held",
                    "plannedOn": "2022-03-14",
                    "startsAt": "09:30",
                    "heldOn": "2022-03-14",
                    **EXAMPLE_ENTRY,
                    "invitedPlanIds": ["5f1d3c52-6a0b-5c1e-8f53-0f6a2f3c7b11"],
                    "planIds": ["5f1d3c52-6a0b-5c1e-8f53-0f6a2f3c7b11"],
                }
            ]
        }
    )

    workshop_id: UUID
    workshop: WorkshopKind
    owner_agency: Agency
    status: WorkshopStatus
    planned_on: date | None
    starts_at: str | None
    held_on: date | None
    invited_plan_ids: tuple[UUID, ...]
    plan_ids: tuple[UUID, ...]

    @classmethod
    def of(cls, workshop: Workshop) -> Self:
        return cls(
            workshop_id=workshop.id,
            workshop=workshop.kind,
            owner_agency=workshop.owner,
            status=workshop.status,
            planned_on=workshop.planned_on,
            starts_at=workshop.starts_at,
            held_on=workshop.held_on,
            invited_plan_ids=workshop.invited,
            plan_ids=workshop.attended_by,
            **entry_members(workshop.entry),
        )

    @classmethod
    def seen(cls, one: SeenWorkshop) -> Self:
        told = {"invited_plan_ids": one.invited, "plan_ids": one.attended_by}
        return cls.of(one.workshop).model_copy(update=told)


WORKSHOPS = Resource(
    commands=WorkshopCommand,
    path="/v1/workshops/{workshopId}",
    tag="groups",
    writer=RecordWriter,
    view=WorkshopView,
    answer="The workshop after the change",
    version="The workshop's version",
    types=TYPES,
)
NEW_WORKSHOPS = WORKSHOPS.created_by(
    HoldWorkshop, at="/v1/workshops", answer="The workshop as it was recorded"
)
PLANNED_WORKSHOPS = WORKSHOPS.created_by(
    PlanWorkshop, at="/v1/planned-workshops", answer="The workshop as it is planned"
)


def show_workshop(workshop_id: WorkshopId, caller: AnyReader, look_up: LookingUp) -> Response:
    """Only its owner and the keeper are shown it; to the keeper the plans whose consent names both."""
    return view_response(look_up(ShowWorkshop(workshop_id=workshop_id, by=caller.agency)), WorkshopView.seen)
