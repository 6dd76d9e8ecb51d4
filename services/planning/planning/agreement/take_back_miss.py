from datetime import date

from planning.agreement.notice_missed_deadlines import PlanDeadlineMissed
from planning.plan import Plan, PlanFact


class PlanDeadlineMissTakenBack(PlanFact):
    TOPIC = "planning.PlanDeadlineMissTakenBack"
    due_on: date

    def apply(self, plan: Plan) -> None:
        plan.has_missed_deadline = False


def take_back_miss(plan: Plan) -> None:
    """Record that the miss was none: what was registered late had happened in time (I29).

    It has the day of the miss, so that a figure as of any day counts both or neither.
    """
    if not plan.has_missed_deadline:
        return
    miss = plan.recorded(PlanDeadlineMissed)[-1]
    settled_on = plan.agreed_on or plan.ended_on
    if plan.plan_due_on > miss.due_on or (settled_on and settled_on <= plan.plan_due_on):
        plan.record(PlanDeadlineMissTakenBack, miss.occurred_on, due_on=miss.due_on)
