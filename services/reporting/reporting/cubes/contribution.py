"""The cells that count one journey. A change subtracts the earlier contribution and adds the new one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from reporting.journeys.journey import EXIT, STEPS, Journey, Step


class Cell(NamedTuple):
    measure: str  # reached, left, days, enrolled, exit, plan
    programme: str
    sex: str  # "" before enrolment
    agency: str  # referring
    code: str
    detail: str
    period: str  # a day, or "" where the measure is not dated


MakeCell = Callable[..., Cell]


def contribution(journey: Journey | None) -> list[Cell]:
    """The cells that count this journey, each once."""
    if journey is None:
        return []
    sex = journey.sex.value if journey.is_enrolled and journey.sex else ""
    cell = partial(_cell, journey.programme, sex, journey.agency.value)
    cells = _steps(journey, cell)
    if journey.ending:
        cells.append(cell("left", journey.furthest.value, str(journey.ending.reason)))
    if journey.is_enrolled:
        cells += _participation(journey, cell)
    return cells


def _cell(
    programme: str, sex: str, agency: str, measure: str, code: str, detail: str = "", period: str = ""
) -> Cell:
    return Cell(measure, programme, sex, agency, code, detail, period)


def _steps(journey: Journey, cell: MakeCell) -> list[Cell]:
    cells: list[Cell] = []
    earlier = None
    for step in STEPS:
        cells.append(cell("reached", step.value))
        on = journey.dates.get(step)
        if on and earlier:
            cells.append(cell("days", step.value, str(max(0, (on - earlier).days))))
        if step is journey.furthest:
            break
        earlier = on
    return cells


def _participation(journey: Journey, cell: MakeCell) -> list[Cell]:
    enrolled_on, ending = journey.dates[Step.ENROLLED], journey.ending
    support = journey.income_support.value if journey.income_support else ""
    cells = [cell("enrolled", support, period=enrolled_on.isoformat()), *_plan(journey, cell)]
    if ending:
        kind = ending.kind.value if ending.kind else ""
        cells.append(cell("exit", str(ending.reason), kind, ending.on.isoformat()))
        cells.append(cell("days", EXIT, str(max(0, (ending.on - enrolled_on).days))))
    return cells


def _plan(journey: Journey, cell: MakeCell) -> list[Cell]:
    agreed_on = journey.dates.get(Step.PLAN)
    if agreed_on is None:
        return [cell("plan", "overdue")] if journey.is_overdue else []
    within = journey.due_on is None or agreed_on <= journey.due_on
    days = max(0, (agreed_on - journey.dates[Step.ENROLLED]).days)
    return [cell("plan", "within" if within else "late", str(days))]
