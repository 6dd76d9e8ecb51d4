"""Its answer as rows of a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.answers.spreadsheet import Cells, number
from reporting.figures.cohorts.query import Cohort, Cohorts


def rows(answer: Cohorts) -> Iterable[Cells]:
    for cohort in answer.cohorts:
        yield from _rows(cohort)


def _rows(cohort: Cohort) -> Iterable[Cells]:
    sexes = (
        ("women", cohort.people.women, cohort.women),
        ("men", cohort.people.men, cohort.men),
        ("total", cohort.people.total, cohort.total),
    )
    for sex, people, curve in sexes:
        for point in curve.points:
            yield {
                "firstDay": cohort.first_day,
                "lastDay": cohort.last_day,
                "sex": sex,
                "people": people,
                "months": point.months,
                "remainingPercent": number(point.remaining),
                "low": number(point.low),
                "high": number(point.high),
                "toWorkOrStudiesPercent": number(point.to_work_or_studies),
            }
