"""95 % intervals of shares: Wilson's for one, Newcombe's for the difference of two.

R. G. Newcombe, "Interval estimation for the difference between independent proportions", Statistics in
Medicine 17 (1998), method 10. Neither has width 0, nor leaves [0, 1] and [-1, 1], however few the people are.
"""

from __future__ import annotations

from math import hypot, sqrt
from typing import NamedTuple

Z_95 = 1.959964


class Part(NamedTuple):
    """Some of at least one person."""

    numerator: int
    denominator: int

    @property
    def share(self) -> float:
        return self.numerator / self.denominator


class Interval(NamedTuple):
    low: float
    high: float


def wilson(part: Part) -> Interval:
    """Of a share, within [0, 1]."""
    share, people, z2 = part.share, part.denominator, Z_95**2
    middle = (share + z2 / (2 * people)) / (1 + z2 / people)
    half = Z_95 / (1 + z2 / people) * sqrt(share * (1 - share) / people + z2 / (4 * people**2))
    return Interval(max(0.0, middle - half), min(1.0, middle + half))


def newcombe(one: Part, other: Part) -> Interval:
    """Of one share less the other, within [-1, 1]."""
    difference, first, second = one.share - other.share, wilson(one), wilson(other)
    return Interval(
        difference - hypot(one.share - first.low, second.high - other.share),
        difference + hypot(first.high - one.share, other.share - second.low),
    )
