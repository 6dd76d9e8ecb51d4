from uuid import UUID

from chassis.decisions.commands import Command, Records
from planning.disclosing.log_shown import log_answer
from planning.office import Office, SeenPlan, plan_in_circle
from planning.opening.enrolments import plan_of
from planning.plan import Plan
from samplan.contracts.codes import Agency

_OF = """
SELECT plan_id FROM plans WHERE plan_id = :plan_id OR participant_id = :participant_id
ORDER BY opened_on, plan_id"""


class FindPlans(Command[Office]):
    """The plans of a referral or of a participant. What another agency finds is logged first, once a day."""

    referral_id: UUID | None
    participant_id: UUID | None
    by: Agency
    role: str

    def carry_out(self, work: Records, office: Office) -> list[SeenPlan]:
        """Raises StillCatchingUp while what the answer rests on may have ended."""
        found = [SeenPlan(plan, self.by) for plan in self._found(work, office) if plan.is_shown_to(self.by)]
        for seen in found:
            if self.by != office.keeper:
                work.require_caught_up(*seen.plan.rests_on)
            log_answer(seen, self.role, work)
        return found

    def _found(self, work: Records, office: Office) -> list[Plan]:
        plan_id = plan_of(self.referral_id, work) if self.referral_id else None
        rows = work.rows(_OF, {"plan_id": str(plan_id), "participant_id": str(self.participant_id)})
        return [
            plan_in_circle(work.load(Plan, UUID(row["plan_id"])), work, office.circle_today) for row in rows
        ]
