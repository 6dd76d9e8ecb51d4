from collections.abc import Iterable
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.domain import Aggregate, DomainEvent
from chassis.service.delivers import Concern
from planning.competence.competence import Competence
from planning.demands.demand import Demand
from planning.duty_notices.duty_notice import DutyNotice
from planning.error_entry.enter_in_error import PlanEnteredInError
from planning.groups.group import Group
from planning.health.health_request import HealthRequest
from planning.mapping.mapping import Mapping
from planning.meetings.meeting import Meeting
from planning.placements.placement import Placement
from planning.plan import Plan
from planning.sessions.session import Session
from planning.workshops.workshop import Workshop
from samplan.contracts.codes import Agency
from samplan.contracts.event import ContractEvent


def concern_of(fact: DomainEvent, event: ContractEvent | None, work: Records) -> Concern | None:
    """The plan that the fact is about, and the agency whose item or record beside the plan it belongs to."""
    is_wrong = isinstance(fact, PlanEnteredInError)
    plan_id: UUID | None = fact.originator_id if is_wrong else getattr(event, "plan_id", None)
    plan = work.find(Plan, plan_id) if plan_id else None
    if plan is None:
        return None
    item = plan.activities.get(getattr(event, "activity_id", None) or plan.id)
    beside = work.find(Aggregate, fact.originator_id)
    makers = {*_owners_of(beside), *({item.owner} if item else ())}
    referrals = frozenset({plan.referral_id, *plan.joined_referrals})
    return Concern(plan.id, plan.participant_id, frozenset(makers), referrals, is_wrong)


def _owners_of(record: Aggregate | None) -> Iterable[Agency]:
    """Whose record it is. A plan is its keeper's: its items have owners of their own."""
    match record:
        case Group() | Session() | Workshop() | Placement():
            return {record.owner}
        case Demand() | DutyNotice() | Competence():
            return {record.agency}
        case HealthRequest():
            return {record.asked_of, record.requested_by}
        case Mapping():
            return record.agencies
        case Meeting():
            return {record.summoned_by}
        case _:
            return ()
