"""Emergency access over HTTP: the request, its confirmation, and whom to tell."""

from datetime import date, datetime
from typing import Annotated, Any, Self
from uuid import UUID

from fastapi import Path, Query, Response
from pydantic import ConfigDict

from chassis.decisions.clock import today
from chassis.http.commands import view_response
from chassis.http.dependencies import LookingUp, TheApplication, TheSettings
from chassis.http.fields import Id, View
from chassis.http.paging import Paging
from chassis.http.verbs import Resource
from consent.access import Reader, Writer
from consent.emergency.confirm_emergency_access import ConfirmEmergencyAccess
from consent.emergency.emergencies import TO_TELL, to_tell
from consent.emergency.emergency import Emergency
from consent.emergency.request_emergency_access import RequestEmergencyAccess
from consent.emergency.show_emergency import ShowEmergency
from consent.emergency.tell_participant import TellParticipant
from consent.forms import TYPES
from samplan.contracts.codes import Agency

AccessId = Annotated[Id, Path(alias="accessId")]
_WHOM: dict[str, Any] = {
    "accessId": "7b2d1f0e-5a4c-4d3b-9e8f-6a1b2c3d4e01",
    "participantId": "9e4d2f10-7c3b-4a65-b8e2-1d6f0a5c8b01",
    "agency": "region-skane",
    "programme": "malmokraften",
}


class EmergencyView(View):
    """`openedAt` is empty until a second person confirms it. Reason and persons are not shown."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    **_WHOM,
                    "openedAt": "2020-03-01T01:10:00Z",
                    "closesAt": "2020-03-01T09:10:00Z",
                    "tellBy": "2020-03-08",
                    "toldOn": None,
                }
            ]
        }
    )

    access_id: UUID
    participant_id: UUID
    agency: Agency
    programme: str
    opened_at: datetime | None
    closes_at: datetime | None
    tell_by: date | None
    told_on: date | None

    @classmethod
    def of(cls, emergency: Emergency) -> Self:
        return cls(
            access_id=emergency.id,
            participant_id=emergency.participant_id,
            agency=emergency.agency,
            programme=emergency.programme,
            opened_at=emergency.opened_at,
            closes_at=emergency.closes_at,
            tell_by=emergency.tell_by,
            told_on=emergency.told_on,
        )


class ToTell(View):
    """The agency informs the participant about the access by that day."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{**_WHOM, "openedOn": "2020-03-01", "tellBy": "2020-03-08"}]}
    )

    access_id: UUID
    participant_id: UUID
    agency: Agency
    programme: str
    opened_on: date
    tell_by: date


EMERGENCIES = Resource(
    commands=(ConfirmEmergencyAccess, TellParticipant),
    path="/v1/emergency-accesses/{accessId}",
    tag="participants",
    writer=Writer,
    view=EmergencyView,
    answer="The emergency access as it now is",
    version="The emergency access's version",
    types=TYPES,
)
NEW_EMERGENCIES = EMERGENCIES.created_by(
    RequestEmergencyAccess,
    at="/v1/participants/{participantId}/emergency-accesses",
    answer="The emergency access, which opens nothing yet",
)


def show_emergency(access_id: AccessId, caller: Reader, look_up: LookingUp) -> Response:
    """For the agency that it is for and the keeper of consents; others get 404."""
    return view_response(look_up(ShowEmergency(access_id=access_id, by=caller.agency)), EmergencyView.of)


def list_to_tell(
    caller: Reader,
    application: TheApplication,
    settings: TheSettings,
    paging: Paging,
    overdue: Annotated[bool, Query(description="Only those whose last day has passed")] = False,  # noqa: FBT002  # a query parameter
) -> list[ToTell]:
    """Of the calling agency, or all for the keeper of consents: the first to be told comes first."""
    before = today() if overdue else date.max
    with application.reading() as work:
        rows = paging.rows(TO_TELL, work.rows, to_tell(caller.agency, settings.agency, before=before))
    return [ToTell.model_validate(dict(row)) for row in rows]
