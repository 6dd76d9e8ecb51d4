from uuid import UUID

from chassis.decisions.commands import Command, Records
from planning.plan import Office, Plan, SeenPlan, plan_in_circle
from planning.plan.circle_today import PLAN
from planning.showing.disclosures import PlanDisclosures
from samplan.contracts.codes import Agency, ConsentPurpose
from samplan.privacy.circle.may_know import Allowed
from samplan.privacy.disclosure_log import Disclosure


class DisclosePlan(Command[Office]):
    """Show a plan. To another agency than its keeper, it is checked now and logged before the answer (K8)."""

    plan_id: UUID
    by: Agency
    role: str
    purpose: ConsentPurpose

    def carry_out(self, work: Records, office: Office) -> SeenPlan:
        """Raises NotFound, and StillCatchingUp while what the answer rests on may have ended."""
        plan = work.load(
            Plan,
            self.plan_id,
            if_shown=lambda plan: plan_in_circle(plan, work, office.circle_today).is_shown_to(
                self.by, self.purpose
            ),
        )
        decision = plan.access_of(self.by, self.purpose)
        if self.by != plan.kept_by and isinstance(decision, Allowed):  # else it sees its own items alone
            work.require_caught_up(*plan.rests_on)
            PlanDisclosures.log(self._entry(plan, decision), work)
        return SeenPlan(plan, self.by, self.purpose)

    def _entry(self, plan: Plan, decision: Allowed) -> Disclosure:
        return Disclosure(
            disclosed_on=plan.circle.on,
            participant_id=plan.participant_id,
            agency=self.by,
            role=self.role,
            purpose=self.purpose,
            what=PLAN,
            rule=decision.rule.value,
            consent_id=decision.consent_id,
            circle_version=decision.version,
        )
