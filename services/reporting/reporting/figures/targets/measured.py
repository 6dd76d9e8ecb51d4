"""What a target is compared with: people or a share of them, as of the view's day or a month end."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from reporting.answers.answer import BySex, Count, Share
from reporting.cubes.census import Key
from reporting.cubes.counting import PartOf, denominator_of, numerator_of
from reporting.disclosure_control.measuring import measured, published_group
from reporting.disclosure_control.view import View, months_between
from reporting.programmes.indicators import Indicator, TargetRow

Measured = Count | Share

_DATED: dict[Key, str] = {("participants",): "enrolled", ("counted",): "counted"}


def measure(view: View, target: TargetRow) -> Measured:
    """As of the view's day."""
    people = measured(view, target.of)
    if target.unit == "participants" or people.denominator is None:
        return people.numerator
    return Share(numerator=people.numerator, denominator=people.denominator)


def measure_by(view: View, target: TargetRow, month: date) -> Measured | None:
    """By the end of a month; None for what is not followed month by month."""
    some = _part_by(view, target, numerator_of, month)
    if some is None or target.unit == "participants":
        return None if some is None else some.total
    whole = _part_by(view, target, denominator_of, month)
    return None if whole is None else Share(numerator=some.total, denominator=whole.total)


def months(view: View) -> list[date]:
    """The last day of each month since people are enrolled; for the current month, the view's day."""
    first = next(iter(view.months("enrolled")), None)
    if first is None:
        return []
    ends = (_end(int(month[:4]), int(month[5:])) for month in months_between(first, f"{view.as_of:%Y-%m}"))
    return [min(end, view.as_of) for end in ends]


def _end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _part_by(view: View, target: TargetRow, part: PartOf, month: date) -> BySex | None:
    published = published_group(view.programme.history(Indicator, of=target.of), part)
    if published is None or published.key not in _DATED:
        return None
    return published.of(by_end_of(view, _DATED[published.key], month))


def by_end_of(view: View, name: str, month: date) -> BySex:
    """Earlier years and the months of this year so far, or this whole year less its later months."""
    year = str(month.year)
    years = [key for key in view.census.under(name) if key[-1] < year]
    months = view.census.under(name, year)
    so_far = [key for key in months if key[-1] <= month.isoformat()[:7]]
    later = [key for key in months if key not in so_far]
    return view.by_sex(*years, *so_far, or_by=[*years, (name, year), *later])
