from datetime import date

from planning.activities.interrupt_activity import interrupt_all
from planning.clock.deadline import take_back_miss
from planning.ending.record_exit import ExitedOtherwise
from planning.plan import Plan
from samplan.contracts.codes import ExitClass


def close_plan(plan: Plan, exit_class: ExitClass, on: date) -> None:
    """For what ends the participation elsewhere: nothing prevents it. No activity ends before it starts."""
    if plan.has_ended:
        return
    last_day = max(on, plan.opened_on, *(one.begins_on for one in plan.current_activities))
    interrupt_all(plan, last_day)
    plan.record(ExitedOtherwise, last_day, exit_class=exit_class)
    take_back_miss(plan)
