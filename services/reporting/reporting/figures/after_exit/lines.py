"""Its answer as the lines of a table."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.answers.rate import rate_cells
from reporting.answers.table import Line
from reporting.figures.after_exit.query import AfterExit


def lines(answer: AfterExit) -> Iterable[Line]:
    yield Line({"what": "followed_up", "code": None}, rate_cells(answer.followed_up))
    yield Line({"what": "in_work_or_studies", "code": None}, rate_cells(answer.in_work_or_studies))
    for status in answer.statuses:
        yield Line({"what": "status", "code": status.status}, rate_cells(status.people))
    for step in answer.steps:
        yield Line({"what": "step", "code": step.step}, rate_cells(step.people))
