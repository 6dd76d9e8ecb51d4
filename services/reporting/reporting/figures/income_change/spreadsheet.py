"""Its answer as rows of a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.answers.rate import rate_cells
from reporting.answers.spreadsheet import Cells, count_cells
from reporting.figures.income_change.query import IncomeChange


def rows(answer: IncomeChange) -> Iterable[Cells]:
    yield {"what": "people", "atEntry": "", "atExit": "", **count_cells(answer.people)}
    yield {"what": "recorded", **count_cells(answer.recorded)}
    yield {"what": "assistance_to_wages", **rate_cells(answer.from_social_assistance_to_wages)}
    for one in answer.changes:
        named = {"what": "change", "atEntry": one.at_entry or "", "atExit": one.at_exit or ""}
        yield {**named, **count_cells(one.people)}
