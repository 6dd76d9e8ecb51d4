"""Log that another agency is shown a plan: a list or an answer once a day, a reading every time."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from chassis.decisions.commands import Records
from planning.disclosing.disclosures import PlanDisclosures
from planning.office import SeenPlan
from planning.plan import Plan
from planning.plan.circle_today import PLAN
from samplan.contracts.codes import Agency, ConsentPurpose
from samplan.privacy.circle.may_know import Allowed
from samplan.privacy.disclosure_log import Disclosure, not_logged


def entry_of(
    participant_id: UUID,
    agency: Agency,
    role: str,
    decision: Allowed,
    on: date,
    purpose: ConsentPurpose,
    what: str = PLAN,
) -> Disclosure:
    return Disclosure(
        disclosed_on=on,
        participant_id=participant_id,
        agency=agency,
        role=role,
        purpose=purpose,
        what=what,
        rule=decision.rule.value,
        consent_id=decision.consent_id,
        circle_version=decision.version,
    )


def log_reading(seen: SeenPlan, role: str, work: Records) -> None:
    for entry in _entries(seen, role):
        PlanDisclosures.log(entry, work)


def log_answer(seen: SeenPlan, role: str, work: Records) -> None:
    log_once_a_day(_entries(seen, role), work)


def log_record(plan: Plan, by: Agency, role: str, what: str, work: Records) -> None:
    """Log that a record beside the plan is read, where it is a disclosure: not to the plan's keeper."""
    decision = plan.access_of(by, what=what)
    if by != plan.kept_by and isinstance(decision, Allowed):
        coordination = ConsentPurpose.COORDINATION
        entry = entry_of(plan.participant_id, by, role, decision, plan.circle.on, coordination, what)
        PlanDisclosures.log(entry, work)


def log_words_of_others(plan: Plan, owners: Iterable[Agency], role: str, what: str, work: Records) -> None:
    """Log that the plan's keeper reads what others have written beside it (decision 70)."""
    keeper, coordination = plan.kept_by, ConsentPurpose.COORDINATION
    others = sorted({*owners} - {keeper})
    for decision in dict.fromkeys(plan.circle.may_see_beside(keeper, one, keeper, what) for one in others):
        if isinstance(decision, Allowed):
            who = (plan.participant_id, keeper, role)
            PlanDisclosures.log(entry_of(*who, decision, plan.circle.on, coordination, what), work)


def log_once_a_day(entries: Iterable[Disclosure], work: Records) -> None:
    """Unless the same agency and role was shown the participant's plan on that day, by the same rule."""
    for entry in not_logged(entries, work):
        PlanDisclosures.log(entry, work)


def _entries(seen: SeenPlan, role: str) -> list[Disclosure]:
    """None where the agency sees its own record, or its own items alone."""
    plan = seen.plan
    decision = plan.access_of(seen.by, seen.purpose)
    if seen.is_own or not isinstance(decision, Allowed):
        return []
    return [entry_of(plan.participant_id, seen.by, role, decision, plan.circle.on, seen.purpose)]
