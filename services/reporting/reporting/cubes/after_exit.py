"""The cells of an exit and of what follows it: income support, the step moved, the follow-up, a return."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from reporting.journeys.journey import Journey
from samplan.contracts.codes import ExitClass

C = TypeVar("C")

YEAR = 12
"""A return is looked for so many months."""

GONE = {ExitClass.DECEASED, ExitClass.REGISTERED_IN_ERROR}
"""No participant is followed after these exits."""

SUPPORT, STEP, FOLLOWED_UP, WATCHED, RETURNED = "support", "step", "followed_up", "watched", "returned"


def after_exit(journey: Journey, exit_on: date, cell: Callable[..., C]) -> list[C]:
    """`support`: at entry, and at exit in the detail. `step` and `followed_up`: what it is.

    `watched`: for how many whole months a return would be seen, at most a year; `returned`: the same of who
    did return, with the day of the exit in the detail.
    """
    before, after = journey.income_at_entry or journey.income_support, journey.income_at_exit
    cells = [cell(SUPPORT, before.value if before else "", after.value if after else "", on=exit_on)]
    for measure, noted in ((STEP, journey.step), (FOLLOWED_UP, journey.followed_up)):
        if noted:
            cells.append(cell(measure, noted.code, on=max(noted.on, exit_on)))
    if journey.ending and journey.ending.reason not in GONE:
        watched = str(min(YEAR, max(0, whole_months(exit_on, journey.watched_until or exit_on))))
        cells.append(cell(WATCHED, watched, on=exit_on))
        if journey.returned_on:
            cells.append(cell(RETURNED, watched, exit_on.isoformat(), on=max(journey.returned_on, exit_on)))
    return cells


def whole_months(since: date, until: date) -> int:
    """Those that have passed; negative when `until` is earlier."""
    months = 12 * (until.year - since.year) + until.month - since.month
    return months - (until.day < since.day)
