"""What needs the scope `reporting:internal`: exact figures of the caller's programmes as of any day."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response

from chassis.http.catch_up import only_when_caught_up
from chassis.http.dependencies import TheSettings
from chassis.http.fields import PastDate
from reporting.answers.example import in_json
from reporting.api.asking import CSV, JSON, SPREADSHEET, IfNoneMatch, ProgrammeId, answered, opened
from reporting.dependencies import Insider
from reporting.disclosure_control.view import Views
from reporting.figure import Figure
from reporting.programmes.insight import require_insight
from reporting.questions import FIGURES

AsOf = Annotated[PastDate | None, Query(alias="asOf", description="What had happened by the end of the day")]


def internal(views: Views) -> APIRouter:
    router = APIRouter(prefix="/v1", tags=["internal"], dependencies=[Depends(only_when_caught_up)])
    for figure in FIGURES:
        _add_answer(router, views, figure)
        _add_export(router, views, figure)
    return router


def _add_answer(router: APIRouter, views: Views, figure: Figure[Any]) -> None:
    @router.get(
        _path_of(figure),
        summary=figure.summary,
        response_model=figure.kind,
        responses={200: in_json(figure.example)},
        name=f"internal-{figure.path}",
    )
    def answer(
        programme: ProgrammeId,
        caller: Insider,
        settings: TheSettings,
        as_of: AsOf = None,
        if_none_match: IfNoneMatch = "",
    ) -> Response:
        require_insight(caller, views.programmes, programme, settings.agency)
        view = opened(lambda: views.internal(programme, as_of))
        return answered(view, if_none_match, JSON, lambda: figure.in_json(view))


def _add_export(router: APIRouter, views: Views, figure: Figure[Any]) -> None:
    @router.get(
        f"{_path_of(figure)}.csv",
        summary=f"{figure.summary} (CSV)",
        response_class=Response,
        responses=SPREADSHEET,
        name=f"internal-{figure.path}.csv",
    )
    def export(
        programme: ProgrammeId,
        caller: Insider,
        settings: TheSettings,
        as_of: AsOf = None,
        if_none_match: IfNoneMatch = "",
    ) -> Response:
        require_insight(caller, views.programmes, programme, settings.agency)
        view = opened(lambda: views.internal(programme, as_of))
        return answered(view, if_none_match, CSV, lambda: figure.in_csv(view))


def _path_of(figure: Figure[Any]) -> str:
    return f"/internal/programmes/{{programme}}/{figure.path}"
