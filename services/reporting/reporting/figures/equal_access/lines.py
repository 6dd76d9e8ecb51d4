"""Its answer as the lines of a table."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.answers.table import Line
from reporting.figures.equal_access.query import EqualAccess


def lines(answer: EqualAccess) -> Iterable[Line]:
    for one in answer.compared:
        yield Line(
            {"intervention": one.intervention, "variable": one.variable.value, "code": one.code},
            {
                "group": one.group.numerator,
                "groupOf": one.group.denominator,
                "groupPercent": one.group.percent,
                "others": one.others.numerator,
                "othersOf": one.others.denominator,
                "othersPercent": one.others.percent,
                "points": one.points,
                "low": one.low,
                "high": one.high,
            },
        )
    for alarm in answer.alarms:
        yield Line(
            {"intervention": alarm.intervention, "variable": "alarm", "code": None},
            {
                "weeks": alarm.weeks,
                "evidence": alarm.evidence,
                "threshold": alarm.threshold,
                "alarmedOn": alarm.alarmed_on,
            },
        )
