"""Its answer as rows of a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.answers.answer import BySex
from reporting.answers.spreadsheet import Cells, count_cells, percent_cells
from reporting.figures.time_to_plan.query import DaysToPlan


def rows(answer: DaysToPlan) -> Iterable[Cells]:
    definition = {"definition": answer.definition.version, "limit": answer.limit}
    yield {"what": "agreed", "firstDay": "", "lastDay": "", **count_cells(answer.agreed), **definition}
    within = answer.within_limit
    parts = BySex(women=within.women.numerator, men=within.men.numerator, total=within.total.numerator)
    wholes = BySex(women=within.women.denominator, men=within.men.denominator, total=within.total.denominator)
    yield {"what": "within_limit", **count_cells(parts), **percent_cells(within), **definition}
    yield {"what": "due", **count_cells(wholes), **definition}
    for some in answer.bins:
        last = "" if some.last_day is None else some.last_day
        yield {
            "what": "days",
            "firstDay": some.first_day,
            "lastDay": last,
            **count_cells(some.plans),
            **definition,
        }
