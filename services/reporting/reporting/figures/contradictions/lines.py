"""Its answer as the lines of a table."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.answers.table import Line
from reporting.figures.contradictions.query import Contradictions


def lines(answer: Contradictions) -> Iterable[Line]:
    for figure in answer.figures:
        for found in figure.contradictions:
            yield Line(
                {
                    "printed": figure.printed,
                    "ofDay": figure.of_day,
                    "where": found.where,
                    "code": found.code,
                },
                {
                    "stated": float(found.stated),
                    "expected": " | ".join(one.number.replace(".", ",") for one in found.expected),
                    "source": figure.source,
                },
            )
