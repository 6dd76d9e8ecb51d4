"""Plans in withheld intervals: how many they are together follows from the other published numbers (K86)."""

from __future__ import annotations

from typing import NamedTuple

from reporting.answers.answer import Count, Withheld
from reporting.figures.time_to_plan.query import Bin, DaysToPlan
from reporting.pages.wording import Wording


class Together(NamedTuple):
    """What the withheld intervals on one side of the limit hold."""

    intervals: int
    people: int | None  # None: that is withheld too
    with_overdue: bool = False  # people without a plan are among them


def within(days: DaysToPlan) -> Together:
    whole = days.within_limit.total.numerator
    return _together([one for one in days.bins if one.first_day <= days.limit], whole)


def late(days: DaysToPlan) -> Together:
    bins = [one for one in days.bins if one.first_day > days.limit]
    agreed = _less(days.agreed.total, days.within_limit.total.numerator)
    if agreed is not None:
        return _together(bins, agreed)
    due = _less(days.within_limit.total.denominator, days.within_limit.total.numerator)
    return _together(bins, due)._replace(with_overdue=True)


def _together(bins: list[Bin], whole: Count | None) -> Together:
    shown = sum(one.plans.total for one in bins if not isinstance(one.plans.total, Withheld))
    rest = _less(whole, shown)
    return Together(len([one for one in bins if isinstance(one.plans.total, Withheld)]), rest)


def _less(whole: Count | None, part: Count) -> int | None:
    """None where a part is withheld, or where the limit has changed so that the parts do not fit."""
    if whole is None or isinstance(whole, Withheld) or isinstance(part, Withheld) or part > whole:
        return None
    return whole - part


def _after(side: Together, limit: str, say: Wording) -> str:
    people = say.count(side.people)
    if side.with_overdue:
        return say.text(
            "The dashed intervals after {limit} days, and overdue plans, are {people} together.",
            limit=limit,
            people=people,
        )
    return say.text(
        "The dashed intervals after {limit} days hold {people} plans together.", limit=limit, people=people
    )


def remarks(days: DaysToPlan, say: Wording) -> tuple[str, ...]:
    """What the dashed bars stand for."""
    before, after = within(days), late(days)
    limit = say.count(days.limit)
    said: list[str] = []
    if before.intervals and before.people is not None:
        people = say.count(before.people)
        said.append(
            say.text(
                "The dashed intervals up to {limit} days hold {people} plans together.",
                limit=limit,
                people=people,
            )
        )
    if after.intervals and after.people is not None:
        said.append(_after(after, limit, say))
    if any(side.intervals and side.people is None for side in (before, after)):
        said.append(say.text("How many plans the dashed intervals hold is withheld."))
    return tuple(said)
