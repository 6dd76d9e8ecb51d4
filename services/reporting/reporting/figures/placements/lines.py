"""Its answer as the lines of a table."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.answers.rate import rate_cells
from reporting.answers.table import Line, count_cells
from reporting.figures.placements.query import PlacementPeriod, Placements
from reporting.groups.scopes import scope_cells


def lines(answer: Placements) -> Iterable[Line]:
    for one in answer.rows:
        yield from _lines(one)


def _lines(one: PlacementPeriod) -> Iterable[Line]:
    named = {**scope_cells(one.scope), "period": one.period}
    rates = {
        "offered": one.offered,
        "accepted": one.accepted,
        "started": one.started,
        "started_of_those_in_it": one.started_of_those_in_it,
    }
    for what, each in rates.items():
        yield Line({**named, "what": what}, rate_cells(each))
    for led in one.led_to:
        yield Line({**named, "what": f"led_to_{led.result}"}, count_cells(led.people))
