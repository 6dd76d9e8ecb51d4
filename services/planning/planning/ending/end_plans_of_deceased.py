from datetime import date
from uuid import UUID

from chassis.decisions.commands import Command, Records
from planning.ending.close_plan import close_plan
from planning.office import Office, plan_in_circle
from planning.opening.open_plans import open_plans_of
from planning.plan import Plan
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
    close_plan(plan, ExitClass.DECEASED, on)
