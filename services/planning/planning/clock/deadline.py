"""Was the plan agreed by the day it was due? A miss is recorded once, and taken back when it was none."""

from datetime import date, timedelta

from planning.plan import Plan, PlanFact


class PlanDeadlineMissed(PlanFact):
    TOPIC = "planning.PlanDeadlineMissed"
    due_on: date

    def apply(self, plan: Plan) -> None:
        plan.has_missed_deadline = True


class PlanDeadlineMissTakenBack(PlanFact):
    TOPIC = "planning.PlanDeadlineMissTakenBack"
    due_on: date

    def apply(self, plan: Plan) -> None:
        plan.has_missed_deadline = False


def notice_deadline(plan: Plan, as_of: date) -> None:
    """Record, once, that the plan was not agreed in time: a fact of the day after it was due."""
    if plan.is_late_on(as_of) and not plan.has_missed_deadline:
        plan.record(PlanDeadlineMissed, plan.plan_due_on + timedelta(days=1), due_on=plan.plan_due_on)


def take_back_miss(plan: Plan) -> None:
    """Record that the miss was none: what was registered late had happened in time (I29).

    It has the day of the miss, so that a figure as of any day counts both or neither. Of a miss that was
    withheld for want of consent no reader learns that it was none.
    """
    if not plan.has_missed_deadline:
        return
    miss = plan.recorded(PlanDeadlineMissed)[-1]
    if plan.plan_due_on > miss.due_on or not plan.is_late_on(date.max):
        record = plan.withhold if miss.is_withheld else plan.record
        record(PlanDeadlineMissTakenBack, miss.occurred_on, due_on=miss.due_on)


def settle_deadline(plan: Plan) -> None:
    """The day on which the plan is due has changed: so may have whether its agreement was in time.

    Of an open plan without an agreement the daily clock notices the next miss.
    """
    take_back_miss(plan)
    if settled_on := plan.agreement.first_on or plan.ended_on:
        notice_deadline(plan, settled_on)
