from collections.abc import Sequence
from datetime import date
from uuid import UUID

from planning.plan import Plan, PlanFact
from planning.sharing.known_consent import KnownConsent
from planning.sharing.share_plan import apply_consent


class EnrolmentJoined(PlanFact):
    """Another referral service has enrolled the participant while the plan was open."""

    TOPIC = "planning.EnrolmentJoined"
    referral_id: UUID
    consent_id: UUID

    def apply(self, plan: Plan) -> None:
        plan.joined_referrals = (*plan.joined_referrals, self.referral_id)
        plan.consent_ids = tuple(dict.fromkeys((*plan.consent_ids, self.consent_id)))


def join_plan(
    plan: Plan, referral_id: UUID, consent: KnownConsent, on: date, others: Sequence[KnownConsent] = ()
) -> None:
    """One participant has one open plan in a programme (C-14)."""
    plan.record(EnrolmentJoined, on, referral_id=referral_id, consent_id=consent.id)
    apply_consent(plan, consent, on, others)
