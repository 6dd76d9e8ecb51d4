"""Its answer as rows of a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.answers.spreadsheet import Cells, number
from reporting.figures.targets.query import TargetAttainment


def rows(answer: TargetAttainment) -> Iterable[Cells]:
    for one in answer.targets:
        outcome = one.share.numerator if one.share else one.outcome
        for name, judged in (("in_force", one.in_force), ("first", one.first)):
            yield {
                "target": one.target,
                "which": name,
                "validFrom": judged.target.valid_from,
                "value": judged.target.value,
                "unit": judged.target.unit,
                "direction": judged.target.direction,
                "tolerance": judged.target.tolerance,
                "outcome": outcome,
                "of": one.share.denominator if one.share else "",
                "percent": number(one.share.percent) if one.share else "",
                "attainedPercent": number(judged.attained_percent),
                "deviation": number(judged.deviation),
                "isMet": "" if judged.is_met is None else str(judged.is_met).lower(),
            }
