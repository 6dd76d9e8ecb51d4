"""Its answer as the lines of a table."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.answers.rate import rate_cells
from reporting.answers.table import Line, count_cells
from reporting.figures.group_results.query import GroupResult, GroupResults
from reporting.groups.scopes import scope_cells


def lines(answer: GroupResults) -> Iterable[Line]:
    for one in answer.rows:
        yield from _lines(one)


def _lines(one: GroupResult) -> Iterable[Line]:
    scope = scope_cells(one.scope)
    yield Line({**scope, "what": "starters"}, count_cells(one.starters))
    yield Line({**scope, "what": "still_in_it"}, count_cells(one.still_in_it))
    yield Line({**scope, "what": "to_work"}, rate_cells(one.to_work))
    yield Line({**scope, "what": "to_studies"}, rate_cells(one.to_studies))
    attended = one.attendance
    yield Line(
        {**scope, "what": "sessions_attended"},
        {
            "women": attended.women.numerator,
            "men": attended.men.numerator,
            "total": attended.total.numerator,
            "womenOf": attended.women.denominator,
            "menOf": attended.men.denominator,
            "totalOf": attended.total.denominator,
            "percent": attended.total.percent,
            "target": one.attendance_target,
        },
    )
