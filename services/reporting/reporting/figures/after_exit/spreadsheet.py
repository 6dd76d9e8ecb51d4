"""Its answer as rows of a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.answers.rate import rate_cells
from reporting.answers.spreadsheet import Cells
from reporting.figures.after_exit.query import AfterExit


def rows(answer: AfterExit) -> Iterable[Cells]:
    yield {"what": "followed_up", "code": "", **rate_cells(answer.followed_up)}
    yield {"what": "in_work_or_studies", "code": "", **rate_cells(answer.in_work_or_studies)}
    yield from ({"what": "status", "code": one.status, **rate_cells(one.people)} for one in answer.statuses)
    yield from ({"what": "step", "code": one.step, **rate_cells(one.people)} for one in answer.steps)
