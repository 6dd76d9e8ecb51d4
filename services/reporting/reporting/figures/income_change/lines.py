"""Its answer as the lines of a table."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.answers.rate import rate_cells
from reporting.answers.table import Line, count_cells
from reporting.figures.income_change.query import IncomeChange


def lines(answer: IncomeChange) -> Iterable[Line]:
    yield Line({"what": "people", "atEntry": None, "atExit": None}, count_cells(answer.people))
    yield Line({"what": "recorded"}, count_cells(answer.recorded))
    yield Line({"what": "assistance_to_wages"}, rate_cells(answer.from_social_assistance_to_wages))
    for one in answer.changes:
        named = {"what": "change", "atEntry": one.at_entry, "atExit": one.at_exit}
        yield Line(named, count_cells(one.people))
