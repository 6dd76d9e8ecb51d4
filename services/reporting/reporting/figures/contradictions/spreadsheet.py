"""Its answer as rows of a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.answers.spreadsheet import Cells
from reporting.figures.contradictions.query import Contradictions


def rows(answer: Contradictions) -> Iterable[Cells]:
    for figure in answer.figures:
        for found in figure.contradictions:
            yield {
                "printed": figure.printed,
                "ofDay": figure.of_day,
                "where": found.where,
                "code": found.code,
                "stated": found.stated.replace(".", ","),
                "expected": " | ".join(one.number.replace(".", ",") for one in found.expected),
                "source": figure.source,
            }
