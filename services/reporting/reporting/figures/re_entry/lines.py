"""Its answer as the lines of a table."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.answers.table import Line, count_cells
from reporting.figures.re_entry.query import ReEntry


def lines(answer: ReEntry) -> Iterable[Line]:
    yield Line({"what": "left", "months": None}, count_cells(answer.left))
    yield Line({"what": "returned", "months": 12}, count_cells(answer.returned))
    yield Line({"what": "followed", "months": 12}, count_cells(answer.followed_for_a_year))
    for sex, curve in (("women", answer.women), ("men", answer.men), ("total", answer.total)):
        for one in curve:
            yield Line(
                {"what": f"returned_percent_{sex}", "months": one.months},
                {"percent": one.returned, "low": one.low, "high": one.high},
            )
