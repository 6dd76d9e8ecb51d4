"""How many have reached each step, and why did the others not?"""

from __future__ import annotations

from reporting.answers.answer import Answer, BySex, Count
from reporting.answers.paused import Paused
from reporting.cubes.census import Key
from reporting.disclosure_control.quantiles import median
from reporting.disclosure_control.view import View
from reporting.journeys import journey as journeys
from reporting.journeys.journey import BEFORE_ENROLMENT, EXIT, STEPS
from samplan.contracts.codes import DeclineReason, ExitClass

_KEYS: dict[str, Key] = {
    journeys.Step.ENROLLED: ("participants",),
    journeys.Step.PLAN: ("agreed",),
    EXIT: (EXIT,),
}

LEFT_BEFORE_ENROLMENT = sorted(
    {
        *DeclineReason,
        "not_eligible",
        "consent_refused",
        ExitClass.CONSENT_WITHDRAWN,
        ExitClass.UNDECIDED_AFTER_STUDY_VISIT,
    }
)
"""Every reason for which a referral can end before enrolment."""


class Leaving(Answer):
    reason: str  # a decline reason, not_eligible, consent_refused, consent_withdrawn, or an exit class
    people: Count


class Step(Answer):
    step: str  # referred, eligible, intake, consent, enrolled, plan, activity, exit
    reached: BySex
    median_days: float | None  # since the step before; of an exit, since enrolment
    left: tuple[Leaving, ...]  # reached this step and no further
    waiting: Count | None  # are at this step now; None: not shown


class Funnel(Answer):
    programme: str
    steps: tuple[Step, ...]
    pauses: tuple[Paused, ...]


def funnel(view: View) -> Funnel:
    return Funnel(
        programme=view.programme.id,
        steps=tuple(_step(view, step) for step in (*map(str, STEPS), EXIT)),
        pauses=view.paused(),
    )


def _step(view: View, step: str) -> Step:
    key = _KEYS.get(step, ("reached", step))
    counted = step not in BEFORE_ENROLMENT
    reached = view.by_sex(key) if counted else BySex(women=None, men=None, total=view.in_all(key))
    return Step(
        step=step,
        reached=reached,
        median_days=median(view, step),
        left=_left(view, step),
        waiting=_waiting(view, step),
    )


def _left(view: View, step: str) -> tuple[Leaving, ...]:
    """After enrolment the published view shows exits by class only: by class and step is too detailed."""
    if view.is_published and step not in BEFORE_ENROLMENT:
        return ()
    keys = view.rows("left", step, among=LEFT_BEFORE_ENROLMENT)
    return tuple(Leaving(reason=key[-1], people=view.in_all(key)) for key in keys)


def _waiting(view: View, step: str) -> int | None:
    """Internal only: it is the difference of published steps and reasons."""
    if view.is_published or step == EXIT:
        return None
    following = STEPS[STEPS.index(journeys.Step(step)) + 1 :][:1]
    beyond = sum(view.census.of("reached", name).total for name in following)
    left = sum(view.census.of(*key).total for key in view.census.under("left", step))
    return view.census.of("reached", step).total - beyond - left
