"""What all commands on one plan have in common."""

from abc import abstractmethod
from datetime import date
from uuid import UUID

from chassis.decisions.commands import Command, Records
from planning.plan.office import Office
from planning.plan.plan import Plan
from samplan.contracts.codes import Agency


class PlanCommand(Command[Office]):
    """A decision in one plan, on a day, by an agency that takes part in it."""

    plan_id: UUID
    by: Agency
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> Plan:
        plan = self.plan_in(work)
        self.decide(plan)
        return plan

    def plan_in(self, work: Records) -> Plan:
        """Raises StillCatchingUp, and NotFound for an agency that may not (or no longer) know of the plan."""
        plan = work.load(Plan, self.plan_id, if_shown=lambda plan: plan.is_open_to(self.by))
        work.require_caught_up(*plan.rests_on)
        return plan

    @abstractmethod
    def decide(self, plan: Plan) -> None:
        """Refuses, or records facts. Records nothing when the plan is already as requested."""
