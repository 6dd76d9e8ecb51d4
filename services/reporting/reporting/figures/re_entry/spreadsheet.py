"""Its answer as rows of a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.answers.spreadsheet import Cells, count_cells, number
from reporting.figures.re_entry.query import ReEntry


def rows(answer: ReEntry) -> Iterable[Cells]:
    yield {"what": "left", "months": "", **count_cells(answer.left)}
    yield {"what": "returned", "months": 12, **count_cells(answer.returned)}
    yield {"what": "followed", "months": 12, **count_cells(answer.followed_for_a_year)}
    for sex, curve in (("women", answer.women), ("men", answer.men), ("total", answer.total)):
        for one in curve:
            yield {
                "what": f"returned_percent_{sex}",
                "months": one.months,
                "percent": number(one.returned),
                "low": number(one.low),
                "high": number(one.high),
            }
