from datetime import date
from typing import ClassVar
from uuid import UUID

from planning.plan import Plan, PlanFact


class ProgrammeEntered(PlanFact):
    """A study visitor is enrolled in the programme: the clock starts. `first_due_on` is without its stops.

    Published as the clock that runs: readers are told a day on which the plan is due, as after a stop.
    """

    TOPIC = "planning.ProgrammeEntered"
    TOLD_AS: ClassVar[str | None] = "planning.ClockResumed"
    referral_id: UUID
    first_due_on: date
    plan_due_on: date

    def apply(self, plan: Plan) -> None:
        plan.clock = plan.clock.started(self.occurred_on, self.first_due_on)


def enter_programme(plan: Plan, referral_id: UUID, due_on: date, on: date) -> None:
    """On the day of the enrolment, never of the visit (R-07). `due_on` is without stopped days."""
    started = plan.clock.started(on, due_on)
    plan.record(
        ProgrammeEntered, on, referral_id=referral_id, first_due_on=due_on, plan_due_on=started.due_on
    )
