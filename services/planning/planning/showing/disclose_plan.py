from uuid import UUID

from chassis.decisions.commands import Command, Records
from chassis.decisions.domain import NotFound
from planning.disclosing.log_shown import log_reading
from planning.plan import Office, Plan, SeenPlan, plan_in_circle
from samplan.contracts.codes import Agency, ConsentPurpose


class DisclosePlan(Command[Office]):
    """Show a plan. To another agency than its keeper, it is checked now and logged before the answer (K8)."""

    plan_id: UUID
    by: Agency
    role: str
    purpose: ConsentPurpose

    def carry_out(self, work: Records, office: Office) -> SeenPlan:
        """Raises NotFound, and StillCatchingUp while what the answer rests on may have ended."""
        plan = plan_in_circle(work.load(Plan, self.plan_id), work, office.circle_today)
        if not plan.is_shown_to(self.by, self.purpose):
            raise NotFound().because_of(plan.access_of(self.by, self.purpose).rule.value)
        seen = SeenPlan(plan, self.by, self.purpose)
        if self.by != plan.kept_by and seen.is_whole:  # else it sees its own items alone
            work.require_caught_up(*plan.rests_on)
        log_reading(seen, self.role, work)
        return seen
