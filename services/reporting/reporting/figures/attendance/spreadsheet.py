"""Its answer as rows of a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.answers.rate import rate_cells
from reporting.answers.spreadsheet import Cells, count_cells
from reporting.figures.attendance.query import Attendance, AttendanceDistribution
from reporting.groups.scopes import scope_cells


def rows(answer: AttendanceDistribution) -> Iterable[Cells]:
    for one in answer.rows:
        yield from _rows(one)


def _rows(one: Attendance) -> Iterable[Cells]:
    scope = scope_cells(one.scope)
    yield {**scope, "what": "participants", "code": "", **count_cells(one.participants)}
    for each in one.bins:
        code = f"{each.first_percent}-{each.last_percent}"
        yield {**scope, "what": "percent", "code": code, **count_cells(each.people)}
    if one.below_target:
        yield {**scope, "what": "below_target", "code": one.target_percent, **rate_cells(one.below_target)}
