"""Its answer as the lines of a table."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.answers.table import Line
from reporting.figures.savings.query import Savings


def lines(answer: Savings) -> Iterable[Line]:
    for case in answer.cases:
        for year in case.years:
            yield Line(
                {"case": case.case, "year": year.year},
                {
                    "indicator": case.indicator,
                    "people": case.people,
                    "low": year.low,
                    "expected": year.expected,
                    "high": year.high,
                    "unit": "SEK",
                    "priceYear": case.price_year,
                    "source": case.source,
                },
            )
