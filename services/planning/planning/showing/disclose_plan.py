from dataclasses import replace
from uuid import UUID

from chassis.decisions.commands import Command, Records
from chassis.decisions.domain import NotFound
from planning.disclosing.log_shown import log_reading
from planning.office import Office, SeenPlan, close_unless_open, plan_in_circle
from planning.office.stop_reasons import reasons_for
from planning.plan import Plan
from samplan.contracts.codes import Agency, ConsentPurpose
from samplan.privacy.circle.may_know import Rule


class Disclosing(Command[Office]):
    """Show a plan. To another agency than its keeper, it is checked now and logged before the answer (K8)."""

    plan_id: UUID
    by: Agency
    role: str
    purpose: ConsentPurpose

    def carry_out(self, work: Records, office: Office) -> SeenPlan:
        """Raises NotFound, and StillCatchingUp while what the answer rests on may have ended."""
        self._require_open_or_own_items(work, office)
        plan = plan_in_circle(work.load(Plan, self.plan_id), work, office.circle_today)
        if not plan.is_shown_to(self.by, self.purpose):
            raise NotFound().because_of(plan.access_of(self.by, self.purpose).rule.value)
        if self._is_in_emergency(plan):
            work.require_caught_up(*plan.rests_on)
        elif self.by != plan.kept_by:
            close_unless_open(plan, self.by, work)
        seen = self.seen(plan)
        log_reading(seen, self.role, work)
        return seen

    def seen(self, plan: Plan) -> SeenPlan:
        """What the answer shows."""
        return SeenPlan(plan, self.by, self.purpose)

    def _require_open_or_own_items(self, work: Records, office: Office) -> None:
        """Else the service waits: another agency learns not even whether there is such a plan.

        Emergency access rests on no consent: the silence of a consent service does not close it (C-06).
        """
        plan = work.find(Plan, self.plan_id)
        if self.by == office.keeper or (plan and plan.has_items_of(self.by)):
            return
        if not (plan and self._is_in_emergency(plan_in_circle(plan, work, office.circle_today))):
            work.require_open()

    def _is_in_emergency(self, plan: Plan) -> bool:
        return plan.access_of(self.by, self.purpose).rule is Rule.EMERGENCY_ACCESS


class DisclosePlan(Disclosing):
    """Show all that the agency sees of a plan, with the reasons of its own stops of the clock."""

    def carry_out(self, work: Records, office: Office) -> SeenPlan:
        """As `Disclosing`."""
        seen = super().carry_out(work, office)
        return replace(seen, stop_reasons=reasons_for(self.by, seen.plan, office.words))
