"""Its answer as the lines of a table."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.answers.rate import rate_cells
from reporting.answers.table import Line, count_cells
from reporting.figures.attendance.query import Attendance, AttendanceDistribution
from reporting.groups.scopes import scope_cells


def lines(answer: AttendanceDistribution) -> Iterable[Line]:
    for one in answer.rows:
        yield from _lines(one)


def _lines(one: Attendance) -> Iterable[Line]:
    scope = scope_cells(one.scope)
    yield Line({**scope, "what": "participants", "code": None}, count_cells(one.participants))
    for each in one.bins:
        code = f"{each.first_percent}-{each.last_percent}"
        yield Line({**scope, "what": "percent", "code": code}, count_cells(each.people))
    if one.below_target:
        named = {**scope, "what": "below_target", "code": one.target_percent}
        yield Line(named, rate_cells(one.below_target))
