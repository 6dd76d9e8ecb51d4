"""How long people stay, and what ends it: Kaplan-Meier, and Aalen-Johansen for one cause among others.

People who are still inside count as long as they have been watched. E. L. Kaplan and P. Meier (1958); the
interval is Greenwood's on the scale of log(-log).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, log, sqrt
from typing import NamedTuple

from reporting.answers.interval import Z_95, Interval, Part, wilson


class Stay(NamedTuple):
    """So many people, watched for so many days from their enrolment."""

    days: int
    has_ended: bool
    is_counted: bool = False  # ended by the one cause that is asked for
    people: int = 1


@dataclass(frozen=True)
class State:
    """After a number of days. Shares within [0, 1]."""

    remaining: float
    interval: Interval
    counted: float  # ended by that cause


class _Step(NamedTuple):
    day: int
    remaining: float
    variance: float  # Greenwood's sum
    counted: float
    at_risk: int  # after the day


class Course:
    """The two curves of a group of people."""

    def __init__(self, stays: Iterable[Stay]) -> None:
        ended, counted, watched = Counter[int](), Counter[int](), Counter[int]()
        for stay in stays:
            watched[stay.days] += stay.people
            ended[stay.days] += stay.people * stay.has_ended
            counted[stay.days] += stay.people * stay.is_counted
        self.people = sum(watched.values())
        self._steps = [_Step(-1, 1.0, 0.0, 0.0, self.people)]
        for day in sorted(watched):
            self._steps.append(_next(self._steps[-1], day, ended[day], counted[day], watched[day]))

    def after(self, days: int) -> State | None:
        """None from the day on which no person is watched any more, unless all have left."""
        step = [one for one in self._steps if one.day <= days][-1]
        if self.people == 0 or (step.at_risk == 0 and step.remaining > 0 and step.day < days):
            return None
        return State(step.remaining, self._interval(step), step.counted)

    def half_life(self) -> int | None:
        """The days after which at most half remain; None while more do."""
        return next((step.day for step in self._steps if step.remaining <= 1 / 2 + 1e-9), None)

    def _interval(self, step: _Step) -> Interval:
        """Wilson's where all, or none, remain."""
        if step.remaining in {0.0, 1.0}:
            return wilson(Part(round(step.remaining * self.people), self.people))
        spread = Z_95 * sqrt(step.variance) / log(step.remaining)
        return Interval(step.remaining ** exp(-spread), step.remaining ** exp(spread))


def _next(before: _Step, day: int, ended: int, counted: int, watched: int) -> _Step:
    """Those who end on a day are at risk on it, and so are those who are watched no longer than it."""
    at_risk = before.at_risk
    left = at_risk - ended
    return _Step(
        day,
        before.remaining * left / at_risk,
        before.variance + (ended / (at_risk * left) if left else 0.0),
        before.counted + before.remaining * counted / at_risk,
        at_risk - watched,
    )
