"""Its answer as the lines of a table. Indicator, dimension and code together name one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reporting.answers.table import Line
from reporting.figures.indicators.answer import IndicatorFigure, Indicators, Value


def lines(answer: Indicators) -> Iterable[Line]:
    for figure in answer.indicators:
        for dimension, code, value in _values(figure):
            yield Line(
                {"indicator": figure.indicator, "dimension": dimension, "code": code or None},
                {
                    "unit": figure.unit,
                    "numerator": value.numerator,
                    "denominator": value.denominator,
                    "percent": value.percent,
                    "low": value.low,
                    "high": value.high,
                    "status": answer.status,
                    "factsHash": answer.facts_hash,
                },
            )


def _values(figure: IndicatorFigure) -> Iterator[tuple[str, str, Value]]:
    for group in figure.groups:
        yield group.dimension, group.code, group.value
    for one in figure.by_version:
        yield "version", str(one.version), one.value
        for month in one.over_time:
            yield "version and month", f"{one.version} {month.on:%Y-%m}", month.value
    for month in figure.over_time:
        yield "month", f"{month.on:%Y-%m}", month.value
