"""A share by sex with its numbers of people and its 95 % interval."""

from __future__ import annotations

from fractions import Fraction

from reporting.answers.answer import Answer, BySex, Count, Share, ShareBySex, hundredths
from reporting.answers.interval import Part, wilson
from reporting.answers.table import Cells


class Rate(Answer):
    """Exact. `low` and `high`: the interval of the total by Wilson, in percent; None for no people."""

    share: ShareBySex
    low: float | None
    high: float | None


def rate(some: BySex, of: BySex) -> Rate:
    total = Share(numerator=some.total, denominator=of.total)
    interval = wilson(Part(int(some.total), int(of.total))) if of.total else None
    return Rate(
        share=ShareBySex(women=_share(some.women, of.women), men=_share(some.men, of.men), total=total),
        low=interval and hundredths(Fraction(interval.low * 100)),
        high=interval and hundredths(Fraction(interval.high * 100)),
    )


def _share(some: Count | None, of: Count | None) -> Share:
    return Share(numerator=some or 0, denominator=of or 0)


def rate_cells(one: Rate) -> Cells:
    """Of a table: numbers by sex, what they are of, and the percent of the total with its interval."""
    parts = (("women", one.share.women), ("men", one.share.men), ("total", one.share.total))
    numbers = {name: part.numerator for name, part in parts}
    wholes = {f"{name}Of": part.denominator for name, part in parts}
    return {**numbers, **wholes, "percent": one.share.total.percent, "low": one.low, "high": one.high}
