from uuid import UUID

from chassis.decisions.commands import Command, Records
from planning.demands.demand import Demand
from planning.demands.seen_demand import SeenDemand
from planning.plan import Office, SeenPlan
from planning.plan.beside import plan_to_work_in
from samplan.contracts.codes import Agency


class ShowDemand(Command[Office]):
    """To the agency that owes it, this is a disclosure: only under a consent in force, and logged first."""

    demand_id: UUID
    by: Agency
    role: str

    def carry_out(self, work: Records, office: Office) -> SeenDemand:
        demand = work.load(
            Demand, self.demand_id, if_shown=lambda one: one.is_shown_to(self.by, office.keeper)
        )
        if self.by not in (demand.agency, office.keeper):
            plan = plan_to_work_in(demand.plan_id, self.by, work, office)
            office.log_answer(SeenPlan(plan, self.by), self.role, work)
        return SeenDemand.to(self.by, demand, office)
