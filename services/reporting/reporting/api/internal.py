"""What needs the scope `reporting:internal`: exact figures as of a day, as known at another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response
from pydantic import PlainValidator, TypeAdapter, WithJsonSchema

from chassis.http.auth import Caller
from chassis.http.catch_up import only_when_caught_up
from chassis.http.dependencies import TheSettings
from chassis.http.fields import PastDate
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
from reporting.programmes.insight import require_insight
from reporting.projection.heard import NotHeardYet
from reporting.projection.history import ManyAsk
from reporting.questions import FIGURES
from samplan.contracts.codes import Agency

AsOf = Annotated[PastDate | None, Query(alias="asOf", description="What had happened by the end of the day")]
_POSITION = re.compile("0|[1-9][0-9]{0,17}")
_DAY = TypeAdapter[date](PastDate)


def _day_or_position(value: str) -> date | int:
    return int(value) if _POSITION.fullmatch(value) else _DAY.validate_python(value)


KnownAt = Annotated[
    date | int | None,
    PlainValidator(_day_or_position),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "format": "date"},
                {"type": "integer", "minimum": 0, "maximum": 10**18 - 1},
            ]
        }
    ),
    Query(
        alias="knownAt",
        description="What had been heard by the end of a day, or up to a fact (see `Samplan-Last-Fact`)",
    ),
]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Which view a caller asks for."""

    programme: str
    caller: Caller
    operator: Agency
    as_of: date | None
    known_at: date | int | None

    def view(self, views: Views) -> View:
        """Raises Problem for an unknown programme or a hidden one, a fact to come, and while many ask."""
        require_insight(self.caller, views.programmes, self.programme, self.operator)
        if self.known_at is None:
            return opened(lambda: views.internal(self.programme, self.as_of))
        try:
            return views.as_known_at(self.programme, self.known_at, self.as_of)
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
        as_of=as_of,
        known_at=known_at,
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
