"""Its answer as the lines of a table."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.answers.answer import BySex
from reporting.answers.table import Line, count_cells, percent_cells
from reporting.figures.time_to_plan.query import DaysToPlan


def lines(answer: DaysToPlan) -> Iterable[Line]:
    definition = {"definition": answer.definition.version, "limit": answer.limit}
    yield Line({"what": "agreed", "firstDay": None}, {**count_cells(answer.agreed), **definition})
    within = answer.within_limit
    parts = BySex(women=within.women.numerator, men=within.men.numerator, total=within.total.numerator)
    wholes = BySex(women=within.women.denominator, men=within.men.denominator, total=within.total.denominator)
    yield Line({"what": "within_limit"}, {**count_cells(parts), **percent_cells(within), **definition})
    yield Line({"what": "due"}, {**count_cells(wholes), **definition})
    for some in answer.bins:
        yield Line(
            {"what": "days", "firstDay": some.first_day},
            {"lastDay": some.last_day, **count_cells(some.plans), **definition},
        )
