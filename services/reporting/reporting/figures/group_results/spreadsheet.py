"""Its answer as rows of a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.answers.rate import rate_cells
from reporting.answers.spreadsheet import Cells, count_cells, number
from reporting.figures.group_results.query import GroupResult, GroupResults
from reporting.groups.scopes import scope_cells


def rows(answer: GroupResults) -> Iterable[Cells]:
    for one in answer.rows:
        yield from _rows(one)


def _rows(one: GroupResult) -> Iterable[Cells]:
    scope = scope_cells(one.scope)
    yield {**scope, "what": "starters", **count_cells(one.starters)}
    yield {**scope, "what": "still_in_it", **count_cells(one.still_in_it)}
    yield {**scope, "what": "to_work", **rate_cells(one.to_work)}
    yield {**scope, "what": "to_studies", **rate_cells(one.to_studies)}
    attended = one.attendance
    yield {
        **scope,
        "what": "sessions_attended",
        "women": attended.women.numerator,
        "men": attended.men.numerator,
        "total": attended.total.numerator,
        "womenOf": attended.women.denominator,
        "menOf": attended.men.denominator,
        "totalOf": attended.total.denominator,
        "percent": number(attended.total.percent),
        "target": "" if one.attendance_target is None else one.attendance_target,
    }
