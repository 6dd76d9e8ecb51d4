"""`/v1/journeys/{participantId}`: one participant's journeys, for agencies that the circle lets know them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Response

from chassis.decisions.clock import today
from chassis.http.catch_up import only_when_caught_up
from chassis.http.dependencies import TheApplication
from chassis.http.fields import Code, Id
from chassis.http.problems import Problem
from reporting.answers.example import in_json
from reporting.dependencies import Insider
from reporting.journeys.disclose import AskedForJourneys, disclose_journeys
from reporting.journeys.example import EXAMPLE
from reporting.journeys.participant import ParticipantJourneys
from samplan.contracts.codes import ConsentPurpose

ParticipantId = Annotated[Id, Path(alias="participantId")]
Purpose = Annotated[Code[ConsentPurpose], Query()]

router = APIRouter(prefix="/v1", tags=["internal"], dependencies=[Depends(only_when_caught_up)])


@router.get(
    "/journeys/{participantId}",
    summary="En deltagares väg · One participant's way",
    responses={200: in_json(EXAMPLE)},
)
def show_journeys(
    participant_id: ParticipantId,
    caller: Insider,
    application: TheApplication,
    response: Response,
    purpose: Purpose = ConsentPurpose.COORDINATION,
) -> ParticipantJourneys:
    """For an agency that a consent in force names for the `purpose`; others get 404, as for unknown ids.

    Each answer is a disclosure, logged for the participant first.
    """
    response.headers["Cache-Control"] = "private, no-store"
    asked = AskedForJourneys(
        participant_id=participant_id, by=caller.agency, role=caller.role, purpose=purpose, on=today()
    )
    found = disclose_journeys(asked, application)
    if found is None:
        raise Problem(404, "not_found")
    return found
