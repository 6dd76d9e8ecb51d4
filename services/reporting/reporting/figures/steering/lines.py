"""Its answer as the lines of a table."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from reporting.answers.table import Line
from reporting.figures.steering.query import Steering


def lines(answer: Steering) -> Iterable[Line]:
    for number, (what, code, on, cells) in enumerate(_acts(answer), start=1):
        yield Line({"number": number, "what": what, "code": code}, {"on": on, **cells})


def _acts(answer: Steering) -> Iterable[tuple[str, str, date, dict[str, str | date | int | None]]]:
    for body in answer.bodies:
        yield "body", body.body, body.since, {"seats": body.seats}
    for decision in answer.decisions:
        yield "decision", decision.matter, decision.on, {"body": decision.body}
    for risk in answer.risks:
        yield (
            "risk",
            risk.risk,
            risk.assessed_on,
            {"size": risk.size, "indicator": risk.indicator, "closedOn": risk.closed_on},
        )
    for deviation in answer.deviations:
        yield "deviation", deviation.deviation, deviation.on, {"size": deviation.size}
