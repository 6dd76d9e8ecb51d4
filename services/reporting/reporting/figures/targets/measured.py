"""What a target is compared with: people or a share of them, as of the view's day or a month end."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from reporting.answers.answer import BySex, Count, Share
from reporting.cubes.census import Key
from reporting.disclosure_control.view import View, months_between
from reporting.journeys.journey import EXIT
from reporting.programmes.definitions import (
    PARTICIPANTS,
    PLAN_IN_TIME,
    SHARE_WOMEN,
    TO_STUDIES,
    TO_WORK,
    TO_WORK_OR_STUDIES,
)

Measured = Count | Share

_GROUPS: dict[str, Key] = {
    PARTICIPANTS: ("participants",),
    TO_WORK: (EXIT, TO_WORK),
    TO_STUDIES: (EXIT, TO_STUDIES),
    TO_WORK_OR_STUDIES: ("counted",),
}
_DATED = {PARTICIPANTS: "enrolled", TO_WORK_OR_STUDIES: "counted"}


def indicator_of(target: str) -> str:
    """The indicator that a target, of people or of a share, is set for."""
    return target.removeprefix("share_")


def measure(view: View, target: str) -> Measured:
    """As of the view's day."""
    if target == PLAN_IN_TIME:
        return _share(view.by_sex(("agreed", "within")).total, view.by_sex(("due",)).total)
    people = view.by_sex(_GROUPS[PARTICIPANTS])
    if target == SHARE_WOMEN:
        return _share(people.women, people.total)
    counted = view.by_sex(_GROUPS[indicator_of(target)])
    return counted.total if target in _GROUPS else _share(counted.total, people.total)


def measure_by(view: View, target: str, month: date) -> Measured | None:
    """By the end of a month; None for what is not followed month by month."""
    people = _by(view, PARTICIPANTS, month)
    if target == SHARE_WOMEN:
        return _share(people.women, people.total)
    if (counted_as := indicator_of(target)) not in _DATED:
        return None
    counted = _by(view, counted_as, month)
    return counted.total if target in _DATED else _share(counted.total, people.total)


def months(view: View) -> list[date]:
    """The last day of each month since people are enrolled; for the current month, the view's day."""
    first = next(iter(view.months("enrolled")), None)
    if first is None:
        return []
    ends = (_end(int(month[:4]), int(month[5:])) for month in months_between(first, f"{view.as_of:%Y-%m}"))
    return [min(end, view.as_of) for end in ends]


def _end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _by(view: View, what: str, month: date) -> BySex:
    """Earlier years and the months of this year so far, or this whole year less its later months."""
    name, year = _DATED[what], str(month.year)
    years = [key for key in view.census.under(name) if key[-1] < year]
    months = view.census.under(name, year)
    so_far = [key for key in months if key[-1] <= month.isoformat()[:7]]
    later = [key for key in months if key not in so_far]
    return view.by_sex(*years, *so_far, or_by=[*years, (name, year), *later])


def _share(some: Count | None, of: Count | None) -> Share:
    return Share(numerator=0 if some is None else some, denominator=0 if of is None else of)
