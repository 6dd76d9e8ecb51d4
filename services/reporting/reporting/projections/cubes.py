"""What one journey adds to each count. A change takes away what it added before and adds what it adds now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reporting.projections.journeys import EXIT, STEPS, Ending, Journey, Step


class Cell(NamedTuple):
    measure: str  # reached, left, days, enrolled, exit, plan
    programme: str
    sex: str  # "" before enrolment
    agency: str  # referring
    code: str
    detail: str
    period: str  # a day, or "" where the measure is not dated


def contribution(journey: Journey | None) -> Iterator[Cell]:
    """The cells that count this journey, each once."""
    if journey is None:
        return
    yield from _steps(journey)
    if journey.ending:
        yield _cell(journey, "left", journey.furthest, journey.ending.reason)
    if journey.is_enrolled:
        yield from _participation(journey, journey.ending)


def _steps(journey: Journey) -> Iterator[Cell]:
    earlier = None
    for step in STEPS[: STEPS.index(journey.furthest) + 1]:
        yield _cell(journey, "reached", step)
        on = journey.dates.get(step)
        if on and earlier:
            yield _cell(journey, "days", step, str(max(0, (on - earlier).days)))
        earlier = on


def _participation(journey: Journey, ending: Ending | None) -> Iterator[Cell]:
    enrolled_on = journey.dates[Step.ENROLLED]
    yield _cell(journey, "enrolled", journey.income_support or "", period=enrolled_on.isoformat())
    yield from _plan(journey)
    if ending:
        yield _cell(journey, "exit", ending.reason, ending.kind or "", ending.on.isoformat())
        if enrolled_on <= ending.on:
            yield _cell(journey, "days", EXIT, str((ending.on - enrolled_on).days))


def _plan(journey: Journey) -> Iterator[Cell]:
    agreed_on = journey.dates.get(Step.PLAN)
    if agreed_on is None:
        if journey.is_overdue:
            yield _cell(journey, "plan", "overdue")
        return
    within = journey.due_on is None or agreed_on <= journey.due_on
    days = max(0, (agreed_on - journey.dates[Step.ENROLLED]).days)
    yield _cell(journey, "plan", "within" if within else "late", str(days))


def _cell(journey: Journey, measure: str, code: str, detail: str = "", period: str = "") -> Cell:
    sex = journey.sex if journey.is_enrolled and journey.sex else ""
    return Cell(measure, journey.programme, str(sex), str(journey.agency), str(code), detail, period)
