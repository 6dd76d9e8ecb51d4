"""Of those enrolled in the same half-year, who is still inside and who has left to work or studies?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby

from reporting.answers.answer import Answer, BySex, hundredths
from reporting.answers.survival import Course, State, Stay
from reporting.cubes.stays import Stays
from reporting.disclosure_control.view import View

MONTHS = (3, 6, 9, 12, 18, 24)
MONTH_DAYS = Fraction(1461, 48)


class Point(Answer):
    """In percent of the cohort, so many months after the enrolment of each."""

    months: int
    remaining: float  # still enrolled, by Kaplan-Meier
    low: float  # its 95 % interval
    high: float
    to_work_or_studies: float  # have left to work or studies, by Aalen-Johansen


class Curve(Answer):
    """Empty from the month on which no participant has been enrolled for so long."""

    points: tuple[Point, ...]


class Cohort(Answer):
    first_day: date
    last_day: date
    people: BySex
    women: Curve
    men: Curve
    total: Curve


class Cohorts(Answer):
    programme: str
    as_of: date
    cohorts: tuple[Cohort, ...]
    all_together: Cohort | None  # None while no participant is enrolled


def cohorts(view: View) -> Cohorts:
    halves = groupby(view.stays, key=lambda stay: _half_year(stay.enrolled_on))
    found = [(half, list(stays)) for half, stays in halves]
    return Cohorts(
        programme=view.programme.id,
        as_of=view.as_of,
        cohorts=tuple(_cohort(*half, stays, view.as_of) for half, stays in found),
        all_together=_cohort(found[0][0][0], view.as_of, view.stays, view.as_of) if found else None,
    )


def _half_year(on: date) -> tuple[date, date]:
    if on.month <= 6:
        return date(on.year, 1, 1), date(on.year, 6, 30)
    return date(on.year, 7, 1), date(on.year, 12, 31)


def _cohort(first_day: date, last_day: date, stays: Sequence[Stays], as_of: date) -> Cohort:
    women, men = ([stay for stay in stays if stay.sex == sex] for sex in ("woman", "man"))
    return Cohort(
        first_day=first_day,
        last_day=last_day,
        people=BySex(women=_people(women), men=_people(men), total=_people(stays)),
        women=_curve(women, as_of),
        men=_curve(men, as_of),
        total=_curve(stays, as_of),
    )


def _people(stays: Iterable[Stays]) -> int:
    return sum(stay.people for stay in stays)


def _curve(stays: Iterable[Stays], as_of: date) -> Curve:
    course = Course(_watched(stay, as_of) for stay in stays)
    states = ((months, course.after(round(months * MONTH_DAYS))) for months in MONTHS)
    return Curve(points=tuple(_point(months, state) for months, state in states if state))


def _watched(stay: Stays, as_of: date) -> Stay:
    watched: timedelta = (stay.left_on or as_of) - stay.enrolled_on
    return Stay(watched.days, stay.left_on is not None, stay.is_counted, stay.people)


def _point(months: int, state: State) -> Point:
    low, high = state.interval
    return Point(
        months=months,
        remaining=_percent(state.remaining),
        low=_percent(low),
        high=_percent(high),
        to_work_or_studies=_percent(state.counted),
    )


def _percent(share: float) -> float:
    return hundredths(Fraction(share * 100))
