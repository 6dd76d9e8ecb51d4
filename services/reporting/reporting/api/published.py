"""What anyone may read: no cell, sum or difference reveals a group of fewer than five people."""

from __future__ import annotations

from functools import cache
from typing import Any

from fastapi import APIRouter, Response

from reporting.answers.example import in_json
from reporting.api.asking import (
    FILES,
    IfNoneMatch,
    ProgrammeId,
    TheOrigin,
    TheViews,
    answered,
    exported,
    opened,
)
from reporting.exports.formats import NAMES, Ending
from reporting.figure import Figure
from reporting.questions import PUBLISHED


@cache
def published() -> APIRouter:
    """The same routes for every app of a process."""
    router = APIRouter(prefix="/v1", tags=["published"])
    for figure in PUBLISHED:
        _add_answer(router, figure)
        _add_export(router, figure)
    return router


def _add_answer(router: APIRouter, figure: Figure[Any]) -> None:
    @router.get(
        _path_of(figure),
        summary=figure.summary,
        response_model=figure.kind,
        responses={200: in_json(figure.example)},
        name=figure.path,
    )
    def answer(programme: ProgrammeId, views: TheViews, if_none_match: IfNoneMatch = "") -> Response:
        view = opened(lambda: views.published(programme))
        return answered(view, if_none_match, lambda: figure.in_json(view))


def _add_export(router: APIRouter, figure: Figure[Any]) -> None:
    @router.get(
        f"{_path_of(figure)}.{{ending}}",
        summary=f"{figure.summary} ({NAMES})",
        response_class=Response,
        responses=FILES,
        name=f"{figure.path}.file",
    )
    def export(
        programme: ProgrammeId,
        ending: Ending,
        views: TheViews,
        origin: TheOrigin,
        if_none_match: IfNoneMatch = "",
    ) -> Response:
        view = opened(lambda: views.published(programme))
        return exported(figure, ending, view, origin, if_none_match)


def _path_of(figure: Figure[Any]) -> str:
    return f"/programmes/{{programme}}/{figure.path}"
