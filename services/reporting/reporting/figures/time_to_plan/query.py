"""How long does it take from enrolment to an agreed plan, against the limit?"""

from __future__ import annotations

from fractions import Fraction

from reporting.answers.answer import Answer, BySex, Definition, ShareBySex
from reporting.answers.definition import definition
from reporting.cubes.census import BIN, LAST_BIN, Key
from reporting.disclosure_control.quantiles import quantile
from reporting.disclosure_control.view import View, share
from reporting.journeys.journey import Step
from reporting.programmes.definitions import PlanClock


class Bin(Answer):
    """Plans agreed between two days after enrolment, both included; `last_day` None: and later."""

    first_day: int
    last_day: int | None
    plans: BySex


class DaysToPlan(Answer):
    programme: str
    limit: int  # days
    definition: Definition
    agreed: BySex
    within_limit: ShareBySex  # of those agreed or overdue
    agreed_within_limit: ShareBySex  # of those agreed
    bins: tuple[Bin, ...]
    median: float | None
    quartiles: tuple[float, float] | None


def days_to_plan(view: View) -> DaysToPlan:
    clocks = view.programme.history(PlanClock)
    clock = view.programme.in_force(PlanClock, view.as_of) or clocks[0]
    agreed, within = view.by_sex(("agreed",)), view.by_sex(("agreed", "within"))
    lower, middle, upper = (quantile(view, Step.PLAN, Fraction(n, 4)) for n in (1, 2, 3))
    return DaysToPlan(
        programme=view.programme.id,
        limit=clock.plan_days,
        definition=definition("plan_within_limit", clock, clocks.index(clock) + 1),
        agreed=agreed,
        within_limit=share(within, view.by_sex(("due",))),
        agreed_within_limit=share(within, agreed),
        bins=tuple(_bin(view, first) for first in (0, *range(BIN + 1, LAST_BIN + 1, BIN))),
        median=middle,
        quartiles=None if lower is None or upper is None else (lower, upper),
    )


def _bin(view: View, first: int) -> Bin:
    last = BIN if first == 0 else first + BIN - 1
    return Bin(
        first_day=first,
        last_day=None if first == LAST_BIN else last,
        plans=view.by_sex(*_keys(view, str(first))),
    )


def _keys(view: View, first: str) -> list[Key]:
    """Both sides of the limit: where the limit has changed, a bin may hold plans of either kind."""
    return [
        ("agreed", side, first) for side in ("within", "late") if view.census.of("agreed", side, first).total
    ]
