from datetime import date
from uuid import UUID

from planning.plan import Plan, PlanFact


class EnrolmentJoined(PlanFact):
    """Another referral service has enrolled the participant while the plan was open."""

    TOPIC = "planning.EnrolmentJoined"
    referral_id: UUID
    consent_id: UUID

    def apply(self, plan: Plan) -> None:
        plan.joined_referrals = (*plan.joined_referrals, self.referral_id)
        plan.consent_ids = tuple(dict.fromkeys((*plan.consent_ids, self.consent_id)))


def join_plan(plan: Plan, referral_id: UUID, consent_id: UUID, on: date) -> None:
    """One participant has one open plan in a programme (C-14)."""
    plan.record(EnrolmentJoined, on, referral_id=referral_id, consent_id=consent_id)
