from uuid import UUID

from chassis.decisions.commands import Command, Records
from planning.demands.demand import Demand
from planning.demands.seen_demand import SeenDemand
from planning.office import Office, SeenPlan
from planning.office.beside import is_known_beside, plan_to_work_in
from samplan.contracts.codes import Agency


def shown_demand(demand_id: UUID, by: Agency, work: Records, office: Office) -> Demand:
    """Raises NotFound for an agency that it is not shown to, before its version is compared."""
    return work.load(
        Demand,
        demand_id,
        if_shown=lambda one: (
            one.is_shown_to(by, office.keeper) and is_known_beside(one.plan_id, one.agency, by, work, office)
        ),
    )


class ShowDemand(Command[Office]):
    """To the agency that owes it, this is a disclosure: only under a consent in force, and logged first."""

    demand_id: UUID
    by: Agency
    role: str

    def carry_out(self, work: Records, office: Office) -> SeenDemand:
        demand = shown_demand(self.demand_id, self.by, work, office)
        if self.by not in (demand.agency, office.keeper):
            plan = plan_to_work_in(demand.plan_id, self.by, work, office)
            office.log_answer(SeenPlan(plan, self.by), self.role, work)
        return SeenDemand.to(self.by, demand, office)
