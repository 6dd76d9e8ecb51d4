"""What needs the scope `reporting:internal`: exact figures as of any day, and one participant's way."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Response

from chassis.http.auth import Caller, scope
from chassis.http.catch_up import heard_all
from chassis.http.fields import Id, PastDate
from chassis.http.problems import Problem
from reporting.api.asking import CSV, JSON, IfNoneMatch, ProgrammeId, answered, opened
from reporting.api.examples import JOURNEYS, in_json
from reporting.api.published import SPREADSHEET
from reporting.api.questions import QUESTIONS, Question
from reporting.disclosure_control.view import Views
from reporting.exports import as_csv
from reporting.journeys.participant import ParticipantJourneys, participant_journeys

ParticipantId = Annotated[Id, Path(alias="participantId")]
Insider = Annotated[Caller, Depends(scope("reporting:internal"))]
AsOf = Annotated[PastDate | None, Query(alias="asOf", description="What had happened by the end of the day")]


def internal(views: Views) -> APIRouter:
    router = APIRouter(prefix="/v1", tags=["internal"], dependencies=[Depends(heard_all)])

    @router.get(
        "/journeys/{participantId}",
        summary="En deltagares väg · One participant's way",
        responses={200: in_json(JOURNEYS)},
    )
    def show_journeys(participant_id: ParticipantId, _: Insider, response: Response) -> ParticipantJourneys:
        response.headers["Cache-Control"] = "private, no-store"
        found = participant_journeys(views.database, participant_id)
        if found is None:
            raise Problem(404, "not_found")
        return found

    for question in QUESTIONS:
        _add(router, views, question)
    return router


def _add(router: APIRouter, views: Views, question: Question) -> None:
    path = f"/internal/programmes/{{programme}}/{question.path}"

    @router.get(
        path,
        summary=question.summary,
        response_model=question.kind,
        responses={200: in_json(question.example)},
        name=f"internal-{question.path}",
    )
    def answer(
        programme: ProgrammeId, _: Insider, as_of: AsOf = None, if_none_match: IfNoneMatch = ""
    ) -> Response:
        view = opened(lambda: views.internal(programme, as_of))
        return answered(view, if_none_match, JSON, lambda: question.answer(view).model_dump_json().encode())

    @router.get(
        f"{path}.csv",
        summary=f"{question.summary} (CSV)",
        response_class=Response,
        responses=SPREADSHEET,
        name=f"internal-{question.path}.csv",
    )
    def export(
        programme: ProgrammeId, _: Insider, as_of: AsOf = None, if_none_match: IfNoneMatch = ""
    ) -> Response:
        view = opened(lambda: views.internal(programme, as_of))
        return answered(view, if_none_match, CSV, lambda: as_csv(view, question.answer(view)))
