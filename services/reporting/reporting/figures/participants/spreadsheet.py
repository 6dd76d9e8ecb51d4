"""Its answer as rows of a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.answers.spreadsheet import Cells, count_cells
from reporting.figures.participants.query import Participants


def rows(answer: Participants) -> Iterable[Cells]:
    yield {"what": "all", "code": "", **count_cells(answer.people)}
    for name, part in (
        ("income_support_at_entry", answer.income_support_at_entry),
        ("referring_agency", answer.referring_agency),
    ):
        for row in part:
            yield {"what": name, "code": row.code, **count_cells(row.people)}
