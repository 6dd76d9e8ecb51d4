"""The cells that count one journey. A change subtracts the earlier contribution and adds the new one.

Each cell is dated, so that the sum of the cells up to a day is how it was on that day (T-02).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from reporting.cubes.after_exit import after_exit
from reporting.cubes.waiting import waits
from reporting.journeys.journey import EXIT, STEPS, Ending, Journey, Step
from reporting.journeys.visit import VisitStep


class Cell(NamedTuple):
    measure: str  # reached, left, days, enrolled, exit, stay, plan, started, wait, visit; and of `after_exit`
    programme: str
    sex: str  # "" before enrolment
    agency: str  # referring
    code: str
    detail: str
    period: str  # the first day that it counts on
    age_group: str = ""  # of enrolled, exit, stay, plan, started


MakeCell = Callable[..., Cell]


def contribution(journey: Journey | None) -> list[Cell]:
    """The cells that count this journey, each once."""
    if journey is None:
        return []
    sex = journey.sex.value if journey.is_enrolled and journey.sex else ""
    cell = partial(_cell, journey.programme, sex, journey.agency.value)
    reached = _reached_on(journey)
    cells = _steps(journey, reached, cell) + waits(journey, reached, cell)
    if journey.ending:
        left_on = max(journey.ending.on, *reached.values())
        cells.append(cell("left", journey.furthest.value, str(journey.ending.reason), on=left_on))
    if journey.is_enrolled:
        cells += _participation(journey, reached, cell)
    return cells + _visit(journey, partial(_cell, journey.programme, "", journey.agency.value))


def _cell(
    programme: str,
    sex: str,
    agency: str,
    measure: str,
    code: str,
    detail: str = "",
    age_group: str = "",
    *,
    on: date,
) -> Cell:
    return Cell(measure, programme, sex, agency, code, detail, on.isoformat(), age_group)


def _reached_on(journey: Journey) -> dict[Step, date]:
    """The day from which each step counts as reached; no step before the one before it.

    Up to enrolment a later step implies the earlier ones; a plan or an activity from before counts from the
    step before it on.
    """
    steps = STEPS[: STEPS.index(journey.furthest) + 1]
    implied = steps[: STEPS.index(Step.PLAN)]
    reached = {
        step: min(journey.dates[later] for later in implied[n:] if later in journey.dates)
        for n, step in enumerate(implied)
    }
    for step in steps[len(implied) :]:
        reached[step] = max(journey.dates[step], *reached.values())
    return reached


def _steps(journey: Journey, reached: dict[Step, date], cell: MakeCell) -> list[Cell]:
    cells: list[Cell] = []
    earlier = None
    for step, reached_on in reached.items():
        cells.append(cell("reached", step.value, on=reached_on))
        on = journey.dates.get(step)
        if on and earlier:
            days = str(max(0, (on - earlier).days))
            cells.append(cell("days", step.value, days, on=max(reached_on, on, earlier)))
        earlier = on
    return cells


def _participation(journey: Journey, reached: dict[Step, date], cell: MakeCell) -> list[Cell]:
    enrolled_on = reached[Step.ENROLLED]
    support = journey.income_support.value if journey.income_support else ""
    aged = partial(cell, age_group=journey.age_group.value if journey.age_group else "")
    cells = [aged("enrolled", support, on=enrolled_on), *_plan(journey, reached, aged)]
    for kind, on in journey.interventions.items():
        cells.append(aged("started", kind, enrolled_on.isoformat(), on=max(on, enrolled_on)))
    if journey.ending:
        cells += _exit(journey.ending, enrolled_on, cell, aged)
        cells += after_exit(journey, max(journey.ending.on, enrolled_on), cell)
    return cells


def _exit(ending: Ending, enrolled_on: date, cell: MakeCell, aged: MakeCell) -> list[Cell]:
    kind = ending.kind.value if ending.kind else ""
    stay = max(0, (ending.on - enrolled_on).days)
    on = max(ending.on, enrolled_on)
    return [
        aged("exit", str(ending.reason), kind, on=on),
        aged("stay", str(ending.reason), enrolled_on.isoformat(), on=on),
        cell("days", EXIT, str(stay), on=on),
    ]


def _plan(journey: Journey, reached: dict[Step, date], cell: MakeCell) -> list[Cell]:
    """A plan that is overdue counts as such until it is agreed, too late: until the day in its detail."""
    enrolled_on, agreed_on = reached[Step.ENROLLED], reached.get(Step.PLAN)
    if agreed_on is None:
        missed_on = journey.missed_on and max(journey.missed_on, enrolled_on)
        return [cell("plan", "overdue", on=missed_on)] if missed_on else []
    days = str(max(0, (journey.dates[Step.PLAN] - enrolled_on).days))
    if journey.due_on is None or journey.dates[Step.PLAN] <= journey.due_on:
        return [cell("plan", "within", days, on=agreed_on)]
    missed_on = max(journey.missed_on or journey.due_on + timedelta(days=1), enrolled_on)
    overdue = [cell("plan", "overdue", agreed_on.isoformat(), on=missed_on)] if missed_on < agreed_on else []
    return [*overdue, cell("plan", "late", days, on=agreed_on)]


def _visit(journey: Journey, cell: MakeCell) -> list[Cell]:
    """Apart from the way through the programme, and never by sex: they are few."""
    cells: list[Cell] = []
    for step, on in journey.visit.items():
        cells.append(cell("visit", step.value, on=on))
        if step is not VisitStep.STARTED:
            days = (on - journey.visit[VisitStep.STARTED]).days
            cells.append(cell("days", days_of_visit(step), str(days), on=on))
    return cells


def days_of_visit(step: VisitStep) -> str:
    """What the days since the start of a visit are counted under."""
    return f"visit_{step.value}"
