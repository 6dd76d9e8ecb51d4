"""Who is enrolled again within a year of the exit?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from reporting.answers.answer import Answer, BySex, hundredths
from reporting.answers.survival import Course, State, Stay
from reporting.cubes.leavings import Watched
from reporting.disclosure_control.view import View

MONTHS = (3, 6, 9, 12)


class Returned(Answer):
    """In percent, so many whole months after the exit, by Kaplan-Meier."""

    months: int
    returned: float
    low: float  # its 95 % interval
    high: float


class ReEntry(Answer):
    """A return is seen under the consent that held at the exit. Who is followed for less counts so far."""

    programme: str
    left: BySex  # those who have died are not among them
    returned: BySex  # within a year
    followed_for_a_year: BySex
    women: tuple[Returned, ...]  # empty from the month on which no participant is followed for so long
    men: tuple[Returned, ...]
    total: tuple[Returned, ...]


def re_entry(view: View) -> ReEntry:
    watched = view.leavings.watched
    women, men = ([one for one in watched if one.sex == sex] for sex in ("woman", "man"))
    return ReEntry(
        programme=view.programme.id,
        left=_people(watched),
        returned=_people(one for one in watched if one.has_returned),
        followed_for_a_year=_people(one for one in watched if one.months >= MONTHS[-1]),
        women=_curve(women),
        men=_curve(men),
        total=_curve(watched),
    )


def _people(some: Iterable[Watched]) -> BySex:
    found = list(some)
    women, men = (sum(one.people for one in found if one.sex == sex) for sex in ("woman", "man"))
    return BySex(women=women, men=men, total=women + men)


def _curve(watched: Sequence[Watched]) -> tuple[Returned, ...]:
    """In half-months: a return lies after the whole months that had passed, and before the next."""
    course = Course(
        Stay(2 * one.months + one.has_returned, one.has_returned, people=one.people) for one in watched
    )
    states = ((months, course.after(2 * months)) for months in MONTHS)
    return tuple(_returned(months, state) for months, state in states if state)


def _returned(months: int, state: State) -> Returned:
    low, high = state.interval
    return Returned(months=months, returned=_percent(state.remaining), low=_percent(high), high=_percent(low))


def _percent(remaining: float) -> float:
    return hundredths(Fraction(100 * (1 - remaining)))
