"""How many have reached each step, and where did the others go?"""

from __future__ import annotations

from reporting.queries.answer import Answer, BySex, Count


class Leaving(Answer):
    reason: str  # a decline reason, not_eligible, consent_refused, consent_withdrawn, or an exit class
    people: Count


class Step(Answer):
    step: str  # referred, eligible, intake, consent, enrolled, plan, activity, exit
    reached: BySex
    median_days: float | None  # since the step before
    left: tuple[Leaving, ...]  # got to this step and no further
    waiting: Count | None  # are at this step today; None: not told in the published view


class Funnel(Answer):
    programme: str
    steps: tuple[Step, ...]
