from datetime import date
from uuid import UUID

from chassis.decisions.commands import Command, Records
from planning.activities.interrupt_activity import interrupt_all
from planning.clock.deadline import take_back_miss
from planning.ending.record_exit import ExitedOtherwise
from planning.opening.open_plans import open_plans_of
from planning.plan import Office, Plan, plan_in_circle
from samplan.contracts.codes import ExitClass


class EndPlansOfDeceased(Command[Office]):
    """A death ends what is open, whichever of death and enrolment is received first (C-16)."""

    participant_id: UUID

    def carry_out(self, work: Records, office: Office) -> None:
        died_on = office.circle_today(self.participant_id, work).circle.deceased_on
        if died_on is None:
            return
        for plan_id in open_plans_of(self.participant_id, work):
            plan = plan_in_circle(work.load(Plan, plan_id), work, office.circle_today)
            end_for_death(plan, died_on)


def end_for_death(plan: Plan, on: date) -> None:
    """Nothing of it is published: every reader receives the death itself. The exit is a neutral one."""
    if plan.has_ended:
        return
    last_day = max(on, plan.opened_on, *(one.begins_on for one in plan.current_activities))
    interrupt_all(plan, last_day)
    plan.record(ExitedOtherwise, last_day, exit_class=ExitClass.DECEASED)
    take_back_miss(plan)
