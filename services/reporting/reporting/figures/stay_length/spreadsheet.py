"""Its answer as rows of a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.answers.rate import rate_cells
from reporting.answers.spreadsheet import Cells, count_cells, number
from reporting.figures.stay_length.query import StayLength


def rows(answer: StayLength) -> Iterable[Cells]:
    yield {"what": "people", "code": "", **count_cells(answer.people)}
    medians = {"women": answer.women.median, "men": answer.men.median, "total": answer.total.median}
    yield {"what": "median_days", **{sex: number(days) for sex, days in medians.items()}}
    if answer.within_guideline:
        yield {
            "what": "within_months",
            "code": answer.guideline_months,
            **rate_cells(answer.within_guideline),
        }
    for one in answer.bins:
        last = "" if one.last_month is None else one.last_month
        yield {"what": "months", "code": f"{one.first_month}-{last}", **count_cells(one.people)}
