"""What needs the scope `reporting:internal`: exact figures as of a day, as known at another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response

from chassis.http.auth import Caller
from chassis.http.catch_up import only_when_caught_up
from chassis.http.dependencies import TheSettings
from chassis.http.problems import Problem
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
from reporting.dependencies import Insider
from reporting.disclosure_control.view import View
from reporting.disclosure_control.views import Views
from reporting.exports.formats import NAMES, Ending
from reporting.figure import Figure
from reporting.moments import AsOf, KnownAt, Moment
from reporting.programmes.insight import require_insight
from reporting.projection.heard import NotHeardYet
from reporting.projection.history import ManyAsk
from reporting.questions import FIGURES
from samplan.contracts.codes import Agency


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Which view a caller asks for."""

    programme: str
    caller: Caller
    operator: Agency
    moment: Moment

    def view(self, views: Views) -> View:
        """Raises Problem for an unknown programme or a hidden one, a fact to come, and while many ask."""
        require_insight(self.caller, views.programmes, self.programme, self.operator)
        try:
            return opened(lambda: views.exact(self.programme, self.moment))
        except NotHeardYet:
            errors = [{"pointer": "#/query/knownAt", "code": "not_heard_yet"}]
            raise Problem(422, "invalid_request", errors=errors) from None
        except ManyAsk:
            raise Problem(503, "overloaded", headers={"Retry-After": "1"}) from None


def _asked(
    programme: ProgrammeId,
    caller: Insider,
    settings: TheSettings,
    as_of: AsOf = None,
    known_at: KnownAt = None,
) -> Asked:
    return Asked(
        programme=programme,
        caller=caller,
        operator=settings.agency,
        moment=Moment(as_of=as_of, known_at=known_at),
    )


TheAsked = Annotated[Asked, Depends(_asked)]


@cache
def internal() -> APIRouter:
    """The same routes for every app of a process: they hold no state, and creating them takes time."""
    router = APIRouter(prefix="/v1", tags=["internal"], dependencies=[Depends(only_when_caught_up)])
    for figure in FIGURES:
        _add_answer(router, figure)
        _add_export(router, figure)
    return router


def _add_answer(router: APIRouter, figure: Figure[Any]) -> None:
    @router.get(
        _path_of(figure),
        summary=figure.summary,
        response_model=figure.kind,
        responses={200: in_json(figure.example)},
        name=f"internal-{figure.path}",
    )
    def answer(asked: TheAsked, views: TheViews, if_none_match: IfNoneMatch = "") -> Response:
        view = asked.view(views)
        return answered(view, if_none_match, lambda: figure.in_json(view))


def _add_export(router: APIRouter, figure: Figure[Any]) -> None:
    @router.get(
        f"{_path_of(figure)}.{{ending}}",
        summary=f"{figure.summary} ({NAMES})",
        response_class=Response,
        responses=FILES,
        name=f"internal-{figure.path}.file",
    )
    def export(
        asked: TheAsked, ending: Ending, views: TheViews, origin: TheOrigin, if_none_match: IfNoneMatch = ""
    ) -> Response:
        return exported(figure, ending, asked.view(views), origin, if_none_match)


def _path_of(figure: Figure[Any]) -> str:
    return f"/internal/programmes/{{programme}}/{figure.path}"
