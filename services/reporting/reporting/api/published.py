"""What anyone may read: aggregates, in which no cell, sum or difference tells of fewer than five people."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Depends, Request, Response

from chassis.http.catch_up import heard_all
from reporting.api.asking import CSV, JSON, IfNoneMatch, ProgrammeId, answered, opened
from reporting.api.examples import PROGRAMMES, STATUS, in_json
from reporting.api.questions import QUESTIONS, Question
from reporting.disclosure_control.view import Views
from reporting.exports import as_csv
from reporting.programmes.listing import ProgrammeList, programme_list
from reporting.status import Status, status

SPREADSHEET: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/csv": {"schema": {"type": "string"}}}, "description": "UTF-8 with BOM, `;`"}
}


def published(views: Views) -> APIRouter:
    router = APIRouter(prefix="/v1", tags=["published"])

    @router.get("/programmes", summary="Insatser · Programmes", responses={200: in_json(PROGRAMMES)})
    def list_programmes() -> ProgrammeList:
        return programme_list(views.programmes)

    @router.get(
        "/status", summary="Hur färsk är bilden? · How fresh is the view?", responses={200: in_json(STATUS)}
    )
    def tell_status(request: Request) -> Status:
        inbox = getattr(request.app.state, "inbox", None)
        return status(views.database, inbox.lag if inbox else None)

    for question in QUESTIONS:
        _add(router, views, question)
    return router


def _add(router: APIRouter, views: Views, question: Question) -> None:
    path = f"/programmes/{{programme}}/{question.path}"
    first = [Depends(heard_all)]

    @router.get(
        path,
        dependencies=first,
        summary=question.summary,
        response_model=question.kind,
        responses={200: in_json(question.example)},
        name=question.path,
    )
    def answer(programme: ProgrammeId, if_none_match: IfNoneMatch = "") -> Response:
        view = opened(lambda: views.published(programme))
        return answered(view, if_none_match, JSON, lambda: question.answer(view).model_dump_json().encode())

    @router.get(
        f"{path}.csv",
        dependencies=first,
        summary=f"{question.summary} (CSV)",
        response_class=Response,
        responses=SPREADSHEET,
        name=f"{question.path}.csv",
    )
    def export(programme: ProgrammeId, if_none_match: IfNoneMatch = "") -> Response:
        view = opened(lambda: views.published(programme))
        return answered(view, if_none_match, CSV, lambda: as_csv(view, question.answer(view)))
