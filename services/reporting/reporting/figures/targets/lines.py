"""Its answer as the lines of a table."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.answers.table import Line
from reporting.figures.targets.query import Attainment, TargetAttainment
from reporting.programmes.judging import Judgement


def lines(answer: TargetAttainment) -> Iterable[Line]:
    for one in answer.targets:
        yield _line(one, "in_force", one.in_force)
        yield _line(one, "first", one.first)


def _line(one: Attainment, which: str, judged: Judgement) -> Line:
    target = judged.target
    return Line(
        {"target": one.target, "which": which},
        {
            "validFrom": target.valid_from,
            "value": target.value,
            "unit": target.unit,
            "direction": target.direction,
            "tolerance": target.tolerance,
            "outcome": one.share.numerator if one.share else one.outcome,
            "of": one.share.denominator if one.share else None,
            "percent": one.share.percent if one.share else None,
            "attainedPercent": judged.attained_percent,
            "deviation": judged.deviation,
            "isMet": judged.is_met,
        },
    )
