"""Its answer as rows of a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.answers.spreadsheet import Cells
from reporting.figures.savings.query import Savings


def rows(answer: Savings) -> Iterable[Cells]:
    for case in answer.cases:
        for year in case.years:
            yield {
                "case": case.case,
                "indicator": case.indicator,
                "people": case.people,
                "year": year.year,
                "low": year.low,
                "expected": year.expected,
                "high": year.high,
                "unit": "SEK",
                "priceYear": case.price_year,
                "source": case.source,
            }
