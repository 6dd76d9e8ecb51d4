"""What anyone may read: no cell, sum or difference reveals a group of fewer than five people."""

from __future__ import annotations

from functools import cache
from typing import Any

from fastapi import APIRouter, Response

from reporting.answers.example import in_json
from reporting.api.asking import CSV, JSON, SPREADSHEET, IfNoneMatch, ProgrammeId, TheViews, answered, opened
from reporting.figure import Figure
from reporting.questions import PUBLISHED


@cache
def published() -> APIRouter:
    """The same routes for every app of a process."""
    router = APIRouter(prefix="/v1", tags=["published"])
    for figure in PUBLISHED:
        _add(router, figure)
    return router


def _add(router: APIRouter, figure: Figure[Any]) -> None:
    path = f"/programmes/{{programme}}/{figure.path}"

    @router.get(
        path,
        summary=figure.summary,
        response_model=figure.kind,
        responses={200: in_json(figure.example)},
        name=figure.path,
    )
    def answer(programme: ProgrammeId, views: TheViews, if_none_match: IfNoneMatch = "") -> Response:
        view = opened(lambda: views.published(programme))
        return answered(view, if_none_match, JSON, lambda: figure.in_json(view))

    @router.get(
        f"{path}.csv",
        summary=f"{figure.summary} (CSV)",
        response_class=Response,
        responses=SPREADSHEET,
        name=f"{figure.path}.csv",
    )
    def export(programme: ProgrammeId, views: TheViews, if_none_match: IfNoneMatch = "") -> Response:
        view = opened(lambda: views.published(programme))
        return answered(view, if_none_match, CSV, lambda: figure.in_csv(view))
