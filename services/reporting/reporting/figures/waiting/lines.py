"""Its answer as the lines of a table."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.answers.table import Line
from reporting.figures.waiting.query import Waiting


def lines(answer: Waiting) -> Iterable[Line]:
    for one in answer.causes:
        yield Line(
            {"cause": one.cause.value},
            {"days": one.days, "percent": one.percent, "people": one.people},
        )
