from dataclasses import field
from datetime import date
from uuid import UUID

from chassis.decisions.domain import Created
from planning.plan import CircleToday, Plan, PlanFact
from planning.plan.plan_fact import contract_named
from samplan.contracts.codes import Agency, Mode
from samplan.privacy.circle.may_know import Allowed


class PlanOpened(Created, PlanFact):
    """`mode`: unknown where an earlier version recorded it."""

    TOPIC = "planning.PlanOpened"
    referral_id: UUID
    participant_id: UUID
    consent_id: UUID
    programme: str
    plan_due_on: date
    kept_by: Agency
    mode: Mode | None = field(default=None, kw_only=True)


def open_plan(
    plan_id: UUID,
    *,
    circle: CircleToday,
    referral_id: UUID,
    participant_id: UUID,
    consent_id: UUID,
    programme: str,
    plan_due_on: date,
    kept_by: Agency,
    mode: Mode,
    on: date,
) -> Plan:
    """For an enrolment, shared if today's circle lets others know it."""
    decision = circle.may_tell(contract_named(PlanOpened), kept_by, on)
    version = decision.version if isinstance(decision, Allowed) else 0
    return Plan.begin(
        PlanOpened,
        plan_id,
        referral_id=referral_id,
        participant_id=participant_id,
        consent_id=consent_id,
        programme=programme,
        plan_due_on=plan_due_on,
        kept_by=kept_by,
        mode=mode,
        occurred_on=on,
        shared=isinstance(decision, Allowed),
        published_under=version or None,
    )
