"""Requests for a consent over HTTP: each is shown to the agency that asked, and to no other."""

from datetime import date
from typing import Annotated, Any, Self
from uuid import UUID

from fastapi import Path, Response
from pydantic import ConfigDict

from chassis.http.commands import view_response
from chassis.http.dependencies import LookingUp, TheApplication
from chassis.http.fields import Id, View
from chassis.http.paging import Paging
from chassis.http.verbs import Resource
from consent.access import Reader, Writer
from consent.forms import TYPES
from consent.requesting.consent_request import ConsentRequest
from consent.requesting.open_requests import OPEN
from consent.requesting.request_consent import RequestConsent, WithdrawRequest
from consent.requesting.show_request import ShowRequest
from samplan.contracts.codes import Agency, ConsentKind, ConsentPurpose

RequestId = Annotated[Id, Path(alias="requestId")]
LINE: dict[str, Any] = {
    "requestId": "c1a7e3d4-2b6f-4f88-8d19-5e0a9b3c7d03",
    "referralId": "6d0b8a52-5f0e-4b7c-9a53-0c5f6f1e2a01",
    "purpose": "coordination",
    "kind": "secrecy_waiver",
    "requestedOn": "2020-02-17",
}


class OpenRequest(View):
    model_config = ConfigDict(json_schema_extra={"examples": [LINE]})

    request_id: UUID
    referral_id: UUID
    purpose: ConsentPurpose
    kind: ConsentKind
    requested_on: date


class RequestView(OpenRequest):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {**LINE, "programme": "malmokraften", "agencies": ["af", "malmo-ifo"], "withdrawnOn": None}
            ]
        }
    )

    programme: str
    agencies: tuple[Agency, ...]
    withdrawn_on: date | None

    @classmethod
    def of(cls, request: ConsentRequest) -> Self:
        return cls(
            request_id=request.id,
            referral_id=request.referral_id,
            purpose=request.purpose,
            kind=request.kind,
            requested_on=request.requested_on,
            programme=request.programme,
            agencies=request.agencies,
            withdrawn_on=request.withdrawn_on,
        )


REQUESTS = Resource(
    commands=WithdrawRequest,
    path="/v1/consent-requests/{requestId}",
    tag="consents",
    writer=Writer,
    view=RequestView,
    answer="The request after the change",
    version="The request's version",
    types=TYPES,
)
NEW_REQUESTS = REQUESTS.created_by(
    RequestConsent, at="/v1/consent-requests", answer="The request as it was recorded"
)


def show_request(request_id: RequestId, caller: Reader, look_up: LookingUp) -> Response:
    """Only the agency that asked is shown it."""
    return view_response(look_up(ShowRequest(request_id=request_id, by=caller.agency)), RequestView.of)


def list_open_requests(caller: Reader, application: TheApplication, paging: Paging) -> list[OpenRequest]:
    """Those of the calling agency that wait for the participant's answer, oldest first."""
    with application.reading() as work:
        rows = paging.rows(OPEN, work.rows, {"by": caller.agency.value})
        return [OpenRequest(**row) for row in rows]
