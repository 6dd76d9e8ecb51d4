"""A sample answer for the OpenAPI description: Malmökraften 2.0, shortened."""

from __future__ import annotations

from datetime import date

from reporting.answers.example import LAST_DAY, PROGRAMME, by_sex
from reporting.figures.cohorts.query import Cohort, Cohorts, Curve, Point


def _curve(remaining: float, low: float, high: float, counted: float) -> Curve:
    return Curve(
        points=(Point(months=12, remaining=remaining, low=low, high=high, to_work_or_studies=counted),)
    )


_COHORT = Cohort(
    first_day=date(2021, 1, 1),
    last_day=date(2021, 6, 30),
    people=by_sex((402, 377, 779)),
    women=_curve(31.8, 27.3, 36.4, 38.9),
    men=_curve(28.4, 23.9, 33.0, 43.1),
    total=_curve(30.2, 27.0, 33.4, 40.9),
)
EXAMPLE = Cohorts(programme=PROGRAMME, as_of=LAST_DAY, cohorts=(_COHORT,), all_together=_COHORT)
