"""Health coordination over HTTP: each request is shown to the agency that asks and the one that is asked."""

from datetime import date
from typing import Annotated, Any, Self
from uuid import UUID

from fastapi import Path, Response
from pydantic import ConfigDict

from chassis.http.commands import view_response
from chassis.http.fields import Id, View
from chassis.http.paging import Paging
from chassis.http.verbs import Resource
from planning.health.assess_availability import AssessAvailability
from planning.health.health_request import HealthRequest
from planning.health.request_health_coordination import RequestHealthCoordination
from planning.health.show_health_request import ShowHealthRequest
from planning.health.unanswered_requests import UNANSWERED
from planning.register.shown_rows import Shown
from planning.showing.access import Answering, AnyReader, RecordWriter
from planning.showing.entry_view import EXAMPLE_ENTRY, EntryView, entry_members
from samplan.contracts.codes import Agency
from samplan.contracts.codes.records import Availability

_WAITING: dict[str, Any] = {
    "assessmentId": "c7a1e0b2-3d4f-4e5a-8b6c-7d8e9f0a1b13",
    "planId": "5f1d3c52-6a0b-5c1e-8f53-0f6a2f3c7b11",
    "requestedBy": "af",
    "requestedOn": "2022-03-14",
}


class HealthRequestView(EntryView):
    """`availability` is null until care has given its result."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    **_WAITING,
                    **EXAMPLE_ENTRY,
                    "askedOf": "region-skane",
                    "availability": "partly",
                    "assessedOn": "2022-04-04",
                }
            ]
        }
    )

    assessment_id: UUID
    plan_id: UUID
    requested_by: Agency
    requested_on: date
    asked_of: Agency
    availability: Availability | None
    assessed_on: date | None

    @classmethod
    def of(cls, request: HealthRequest) -> Self:
        return cls(
            assessment_id=request.id,
            plan_id=request.plan_id,
            requested_by=request.requested_by,
            requested_on=request.requested_on,
            asked_of=request.asked_of,
            availability=request.availability,
            assessed_on=request.assessed_on,
            **entry_members(request.entry),
        )


class UnansweredRequest(View):
    """A request that waits for the calling agency's result."""

    model_config = ConfigDict(json_schema_extra={"examples": [_WAITING]})

    assessment_id: UUID
    plan_id: UUID
    requested_by: Agency
    requested_on: date


HEALTH_REQUESTS = Resource(
    commands=AssessAvailability,
    path="/v1/health-requests/{assessmentId}",
    tag="health",
    writer=RecordWriter,
    view=HealthRequestView,
    answer="The request with its result",
    version="The request's version",
)
NEW_HEALTH_REQUESTS = HEALTH_REQUESTS.created_by(
    RequestHealthCoordination, at="/v1/plans/{planId}/health-requests", answer="The request, without a result"
)


def show_health_request(
    assessment_id: Annotated[Id, Path(alias="assessmentId")], caller: AnyReader, answering: Answering
) -> Response:
    """To the agency that asks and, while a consent lets it, the one that is asked; others get 404."""
    asked = ShowHealthRequest(assessment_id=assessment_id, by=caller.agency, role=caller.role)
    return view_response(answering(asked), HealthRequestView.of)


def list_unanswered_health_requests(
    caller: AnyReader, shown: Shown, paging: Paging
) -> list[UnansweredRequest]:
    """Those asked of the calling agency, while a consent shows it the plan; the oldest first."""
    rows = shown.page(UNANSWERED, {"agency": caller.agency.value}, paging)
    return [UnansweredRequest(**row) for row in rows]
