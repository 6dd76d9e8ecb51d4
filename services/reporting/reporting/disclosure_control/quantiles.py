"""Medians and quartiles of days; the published view withholds those of too few people."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from reporting.disclosure_control.view import View

FEWEST = 10  # people behind a published median


def median(view: View, step: str) -> float | None:
    """Days since the step before; None for too few people."""
    return quantile(view, step, Fraction(1, 2))


def quantile(view: View, step: str, at: Fraction) -> float | None:
    """Days since the step before; None for too few people."""
    days = view.census.days.get(("days", step), {})
    return None if view.is_published and sum(days.values()) < FEWEST else exact_quantile(days, at)


def exact_quantile(days: Mapping[int, int], at: Fraction) -> float | None:
    """By linear interpolation between the closest ranks; None for no people."""
    people = sum(days.values())
    if people == 0:
        return None
    rank = at * (people - 1)
    below, above = _nth(days, int(rank)), _nth(days, min(int(rank) + 1, people - 1))
    return float(below + (above - below) * (rank - int(rank)))


def _nth(days: Mapping[int, int], n: int) -> int:
    seen = 0
    for day in sorted(days):
        seen += days[day]
        if n < seen:
            return day
    raise IndexError(n)
