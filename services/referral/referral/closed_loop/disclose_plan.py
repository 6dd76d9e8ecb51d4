from uuid import UUID

from chassis.decisions.commands import Records
from referral.closed_loop.plan_access import PLAN
from referral.disclosures.disclosures import FormDisclosures
from referral.office.office import Office
from samplan.contracts.codes import Agency, ConsentPurpose
from samplan.privacy.circle.may_know import Allowed
from samplan.privacy.disclosure_log import Disclosure, not_logged


def log_plan(
    participant_id: UUID, decision: Allowed, by: Agency, role: str, work: Records, office: Office
) -> None:
    """That an agency learns of another's plan stands in the participant's log, once a day (C-11)."""
    entry = Disclosure(
        disclosed_on=office.today(),
        participant_id=participant_id,
        agency=by,
        role=role,
        purpose=ConsentPurpose.COORDINATION,
        what=PLAN,
        rule=decision.rule.value,
        consent_id=decision.consent_id,
        circle_version=decision.version,
    )
    for fresh in not_logged([entry], work):
        FormDisclosures.log(fresh, work)
