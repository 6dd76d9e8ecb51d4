from datetime import date
from uuid import UUID

from chassis.decisions.domain import Created
from planning.plan import Plan, PlanFact
from planning.sharing.known_consent import KnownConsent
from planning.sharing.share_plan import apply_consent
from samplan.contracts.codes import Agency


class PlanOpened(Created, PlanFact):
    TOPIC = "planning.PlanOpened"
    referral_id: UUID
    participant_id: UUID
    consent_id: UUID
    programme: str
    plan_due_on: date
    kept_by: Agency


def open_plan(
    plan_id: UUID,
    *,
    consent: KnownConsent,
    referral_id: UUID,
    participant_id: UUID,
    programme: str,
    plan_due_on: date,
    kept_by: Agency,
    on: date,
) -> Plan:
    """For an enrolment, shared by what is known of the consent that it names."""
    plan = Plan.begin(
        PlanOpened,
        plan_id,
        referral_id=referral_id,
        participant_id=participant_id,
        consent_id=consent.id,
        programme=programme,
        plan_due_on=plan_due_on,
        kept_by=kept_by,
        occurred_on=on,
        shared=consent.covers(on),
    )
    apply_consent(plan, consent, on)
    return plan
