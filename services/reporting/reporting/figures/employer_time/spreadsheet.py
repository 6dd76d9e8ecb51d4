"""Its answer as rows of a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.answers.spreadsheet import Cells
from reporting.figures.employer_time.query import EmployerTime, Spent


def rows(answer: EmployerTime) -> Iterable[Cells]:
    yield {"month": "", "agency": "", **_spent(answer.total), "target": ""}
    for one in answer.months:
        target = "" if one.target_percent is None else one.target_percent
        yield {"month": f"{one.month:%Y-%m}", "agency": one.agency, **_spent(one.spent), "target": target}


def _spent(spent: Spent) -> Cells:
    return {"contacts": spent.contacts, "minutes": spent.minutes}
