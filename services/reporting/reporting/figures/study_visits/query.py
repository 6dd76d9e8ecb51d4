"""How many study visits have started, and how did they end?"""

from __future__ import annotations

from reporting.answers.answer import Answer, Count, Withheld
from reporting.cubes.contribution import days_of_visit
from reporting.disclosure_control.quantiles import median
from reporting.disclosure_control.view import View
from reporting.journeys.visit import ENDS, VisitStep


class VisitStepReached(Answer):
    step: str  # started, followed_up; the ends: enrolled, participation_ended, deceased
    reached: Count
    median_days: float | None  # since the start


class StudyVisits(Answer):
    programme: str
    steps: tuple[VisitStepReached, ...]
    running: Count  # have not ended


def study_visits(view: View) -> StudyVisits:
    """Internal only: a visitor who enrolled is a participant too, so published groups would overlap."""
    if view.is_published:
        hidden = Withheld.WITHHELD
        steps = (VisitStepReached(step=step, reached=hidden, median_days=None) for step in VisitStep)
        return StudyVisits(programme=view.programme.id, steps=tuple(steps), running=hidden)
    ended = sum(_reached(view, end) for end in ENDS.values())
    return StudyVisits(
        programme=view.programme.id,
        steps=tuple(_step(view, step) for step in VisitStep),
        running=_reached(view, VisitStep.STARTED) - ended,
    )


def _step(view: View, step: VisitStep) -> VisitStepReached:
    days = median(view, days_of_visit(step))
    return VisitStepReached(step=step, reached=_reached(view, step), median_days=days)


def _reached(view: View, step: VisitStep) -> int:
    return view.census.of("visit", step).total
