"""Its answer as the lines of a table."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.answers.table import Line
from reporting.figures.cohorts.query import Cohort, Cohorts


def lines(answer: Cohorts) -> Iterable[Line]:
    for cohort in answer.cohorts:
        yield from _lines(cohort)


def _lines(cohort: Cohort) -> Iterable[Line]:
    sexes = (
        ("women", cohort.people.women, cohort.women),
        ("men", cohort.people.men, cohort.men),
        ("total", cohort.people.total, cohort.total),
    )
    for sex, people, curve in sexes:
        for point in curve.points:
            yield Line(
                {"firstDay": cohort.first_day, "sex": sex, "months": point.months},
                {
                    "lastDay": cohort.last_day,
                    "people": people,
                    "remainingPercent": point.remaining,
                    "low": point.low,
                    "high": point.high,
                    "toWorkOrStudiesPercent": point.to_work_or_studies,
                },
            )
