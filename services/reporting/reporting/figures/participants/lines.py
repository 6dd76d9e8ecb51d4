"""Its answer as the lines of a table."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.answers.table import Line, count_cells
from reporting.figures.participants.query import Participants


def lines(answer: Participants) -> Iterable[Line]:
    yield Line({"what": "all", "code": None}, count_cells(answer.people))
    for name, part in (
        ("income_support_at_entry", answer.income_support_at_entry),
        ("referring_agency", answer.referring_agency),
    ):
        for row in part:
            yield Line({"what": name, "code": row.code}, count_cells(row.people))
