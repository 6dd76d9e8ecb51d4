"""Its answer as the lines of a table."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.answers.rate import rate_cells
from reporting.answers.table import Line, count_cells
from reporting.figures.stay_length.query import StayLength


def lines(answer: StayLength) -> Iterable[Line]:
    yield Line({"what": "people", "code": None}, count_cells(answer.people))
    medians = {"women": answer.women.median, "men": answer.men.median, "total": answer.total.median}
    yield Line({"what": "median_days"}, medians)
    if answer.within_guideline:
        named = {"what": "within_months", "code": answer.guideline_months}
        yield Line(named, rate_cells(answer.within_guideline))
    for one in answer.bins:
        last = "" if one.last_month is None else one.last_month
        yield Line({"what": "months", "code": f"{one.first_month}-{last}"}, count_cells(one.people))
