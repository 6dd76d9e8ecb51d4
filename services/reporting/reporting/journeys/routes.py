"""`/v1/journeys/{participantId}`: one participant's journeys, for readers with the scope."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response

from chassis.http.catch_up import only_when_caught_up
from chassis.http.fields import Id
from chassis.http.problems import Problem
from reporting.answers.example import in_json
from reporting.dependencies import Insider
from reporting.journeys.example import EXAMPLE
from reporting.journeys.participant import ParticipantJourneys, participant_journeys
from samplan.bus.store.transactions import Database

ParticipantId = Annotated[Id, Path(alias="participantId")]


def journey_routes(database: Database) -> APIRouter:
    router = APIRouter(prefix="/v1", tags=["internal"], dependencies=[Depends(only_when_caught_up)])

    @router.get(
        "/journeys/{participantId}",
        summary="En deltagares väg · One participant's way",
        responses={200: in_json(EXAMPLE)},
    )
    def show_journeys(participant_id: ParticipantId, _: Insider, response: Response) -> ParticipantJourneys:
        response.headers["Cache-Control"] = "private, no-store"
        found = participant_journeys(database, participant_id)
        if found is None:
            raise Problem(404, "not_found")
        return found

    return router
