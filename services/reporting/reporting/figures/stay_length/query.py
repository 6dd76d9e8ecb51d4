"""How long had those stayed who have left?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import zip_longest

from reporting.answers.answer import Answer, BySex
from reporting.answers.rate import Rate, rate
from reporting.cubes.after_exit import whole_months
from reporting.disclosure_control.quantiles import exact_quantile
from reporting.disclosure_control.view import View
from reporting.programmes.definitions import PlanClock

FIRST_MONTHS = frozenset({0, 3, 6, 9, 12, 18, 24})
"""Of the bins. The guideline begins one too: the share within it can be added up in the table."""


class Length(Answer):
    """In days from the enrolment; None for no people."""

    median: float | None
    quartiles: tuple[float, float] | None


class MonthBin(Answer):
    first_month: int
    last_month: int | None
    people: BySex


class StayLength(Answer):
    programme: str
    people: BySex
    women: Length
    men: Length
    total: Length
    guideline_months: int | None
    within_guideline: Rate | None  # who had left before so many months had passed
    bins: tuple[MonthBin, ...]


@dataclass(frozen=True)
class Stayed:
    """People who have left, by sex and days, and by sex and whole months."""

    days: Counter[tuple[str, int]]
    months: Counter[tuple[str, int]]

    def by_sex(self, are: Callable[[int], bool] = lambda _: True) -> BySex:
        """Whose months are so."""
        women, men = (
            sum(people for (one, months), people in self.months.items() if one == sex and are(months))
            for sex in ("woman", "man")
        )
        return BySex(women=women, men=men, total=women + men)

    def length(self, *sexes: str) -> Length:
        days: Counter[int] = Counter()
        for (sex, number), people in self.days.items():
            days[number] += people if sex in sexes else 0
        lower, middle, upper = (exact_quantile(days, Fraction(n, 4)) for n in (1, 2, 3))
        return Length(median=middle, quartiles=None if lower is None or upper is None else (lower, upper))


def stay_length(view: View) -> StayLength:
    stayed = _stayed(view)
    clock = view.programme.in_force(PlanClock, view.as_of)
    limit = clock.stay_months if clock else None
    people = stayed.by_sex()
    return StayLength(
        programme=view.programme.id,
        people=people,
        women=stayed.length("woman"),
        men=stayed.length("man"),
        total=stayed.length("woman", "man"),
        guideline_months=limit,
        within_guideline=None if limit is None else rate(stayed.by_sex(lambda one: one < limit), people),
        bins=tuple(_bins(stayed, sorted(FIRST_MONTHS | ({limit} if limit else set())))),
    )


def _stayed(view: View) -> Stayed:
    """An exit that is dated before the enrolment counts as one on its day."""
    stayed = Stayed(Counter(), Counter())
    for one in view.stays:
        if one.left_on:
            left_on = max(one.left_on, one.enrolled_on)
            stayed.days[one.sex, (left_on - one.enrolled_on).days] += one.people
            stayed.months[one.sex, whole_months(one.enrolled_on, left_on)] += one.people
    return stayed


def _bins(stayed: Stayed, first_months: Sequence[int]) -> Iterator[MonthBin]:
    for first, following in zip_longest(first_months, first_months[1:]):
        yield _bin(stayed, first, None if following is None else following - 1)


def _bin(stayed: Stayed, first: int, last: int | None) -> MonthBin:
    people = stayed.by_sex(lambda one: first <= one and (last is None or one <= last))
    return MonthBin(first_month=first, last_month=last, people=people)
