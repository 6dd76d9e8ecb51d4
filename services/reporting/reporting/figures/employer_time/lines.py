"""Its answer as the lines of a table."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.answers.table import Cells, Line
from reporting.figures.employer_time.query import EmployerTime, Spent


def lines(answer: EmployerTime) -> Iterable[Line]:
    yield Line({"month": None, "agency": None}, {**_spent(answer.total), "target": None})
    for one in answer.months:
        named = {"month": f"{one.month:%Y-%m}", "agency": one.agency}
        yield Line(named, {**_spent(one.spent), "target": one.target_percent})


def _spent(spent: Spent) -> Cells:
    return {"contacts": spent.contacts, "minutes": spent.minutes}
