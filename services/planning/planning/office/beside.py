"""The plan behind a record that is an aggregate of its own: a meeting, a membership, a placement."""

from collections.abc import Collection, Iterable
from dataclasses import field
from datetime import date
from typing import TypedDict
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.domain import DomainEvent, NotFound
from planning.office.command import CirclesToday, plan_in_circle
from planning.office.office import Office
from planning.office.seen_plan import keeper_is_told
from planning.plan.circle_today import NOT_ASKED
from planning.plan.plan import Plan
from planning.plan.refusals import SharingHasEnded
from samplan.contracts.codes import Agency, ConsentPurpose
from samplan.privacy.circle.may_know import Allowed, Decision, Denied, Rule

COORDINATION = ConsentPurpose.COORDINATION


class ToldFact(DomainEvent):
    """A fact about one participant, in the stream of another record than the plan.

    `shared`: whether other agencies may know of it. `published_under`: as in a fact of the plan.
    """

    plan_id: UUID
    shared: bool
    published_under: int | None = field(default=None, kw_only=True)

    @property
    def is_withheld(self) -> bool:
        return not self.shared


class Told(TypedDict):
    """The members of a fact that say whether other agencies may know of it (C-06, C-07)."""

    shared: bool
    published_under: int | None


def told(plan: Plan, fact: type[DomainEvent], on: date) -> Told:
    """Decided once, when the fact happens: by today's circle of the plan's participant."""
    decision = plan.may_tell(fact, on)
    version = decision.version if isinstance(decision, Allowed) else 0
    return Told(shared=isinstance(decision, Allowed), published_under=version or None)


def readers_today(plan: Plan, agencies: Iterable[Agency], what: str, owner: Agency) -> tuple[Agency, ...]:
    """Those to which a consent opens that resource of the owner today, so that what is recorded is their own.

    Emergency access is for reading, and leaves nothing behind.
    """
    rules = {one: plan.circle.may_see_beside(one, owner, plan.kept_by, what).rule for one in agencies}
    return tuple(one for one, rule in rules.items() if rule in (Rule.OWN_RECORD, Rule.CONSENT))


def plan_to_work_in(plan_id: UUID, by: Agency, work: Records, office: Office) -> Plan:
    """For something new of an agency. Raises NotFound, StillCatchingUp or SharingHasEnded."""
    work.require_open()  # first: silence does not tell whether there is such a plan
    plan = work.load(
        Plan,
        plan_id,
        if_shown=lambda plan: plan_in_circle(plan, work, office.circle_today).is_shown_to(by),
    )
    work.require_open(*plan.rests_on)
    if not plan.may_be_changed_by(by):
        raise SharingHasEnded
    return plan


def plan_of_own_record(plan_id: UUID, by: Agency, work: Records, circles: CirclesToday) -> Plan:
    """For what an agency has begun already: it continues and ends, whichever consent has ended (C-09).

    What is decided while the end of a consent may be unread is published nowhere (C-06). Raises NotFound once
    the plan was entered in error: its keeper alone sees and changes what is beside it (R-13).
    """
    return _closed_unless_open(_right_plan(plan_id, by, work, circles), work)


def plan_beside(plan_id: UUID, by: Agency, what: str, work: Records, circles: CirclesToday) -> Plan:
    """The plan of a record that is read: by its keeper, or an agency to which the circle opens it today.

    `what`: the resource of the access table. While the end of a consent may be unread, each agency sees its
    own records alone, and learns of no other plan whether it exists (C-06).
    Raises NotFound or StillCatchingUp.
    """
    plan = _plan_that_exists(plan_id, by, work, circles)
    decision = plan.access_of(by, what=what)
    if by == plan.kept_by or decision.rule is Rule.EMERGENCY_ACCESS:
        return _opened_to(decision, plan, work)
    work.require_open()
    if isinstance(decision, Denied):
        raise NotFound().because_of(decision.rule.value)
    work.require_open(*plan.rests_on)
    return plan


def plan_beside_own(plan_id: UUID, by: Agency, what: str, work: Records, circles: CirclesToday) -> Plan:
    """As `plan_beside`, for an agency whose own the record is: it sees that whichever consent has ended."""
    plan = _plan_that_exists(plan_id, by, work, circles)
    return _opened_to(plan.access_of(by, what=what), plan, work)


def plan_of_record(  # what `plan_beside` asks, and whose the record is
    plan_id: UUID, by: Agency, what: str, work: Records, circles: CirclesToday, owners: Collection[Agency]
) -> Plan:
    """The plan of a record that is read, by one of its owners or by another agency."""
    found = plan_beside_own if by in owners else plan_beside
    return found(plan_id, by, what, work, circles)


def is_known_beside(plan_id: UUID, owner: Agency, by: Agency, work: Records, office: Office) -> bool:
    """Whether the plan lets the agency know of a record that it, or another agency, keeps beside it.

    A plan in error is its keeper's alone (R-13). What another agency keeps, the keeper knows under a consent
    in force that names both (K4).
    """
    plan = plan_in_circle(work.load(Plan, plan_id), work, office.circle_today)
    if by == plan.kept_by != owner:
        return keeper_is_told(plan, owner)
    return not plan.is_wrong_for(by)


def is_right_for(by: Agency, plan_id: UUID, work: Records) -> bool:
    """Whether the agency may still see its own records beside the plan, which is not in error (R-13)."""
    return not work.load(Plan, plan_id).is_wrong_for(by)


def _right_plan(plan_id: UUID, by: Agency, work: Records, circles: CirclesToday) -> Plan:
    plan = plan_in_circle(work.load(Plan, plan_id), work, circles)
    if plan.is_wrong_for(by):
        raise NotFound().because_of(plan.access_of(by).rule.value)
    return plan


def _plan_that_exists(plan_id: UUID, by: Agency, work: Records, circles: CirclesToday) -> Plan:
    if work.find(Plan, plan_id) is None:
        work.require_open()
    return _right_plan(plan_id, by, work, circles)


def _opened_to(decision: Decision, plan: Plan, work: Records) -> Plan:
    """For the agency whose own record is read, or that has emergency access to it."""
    if decision.rule is Rule.EMERGENCY_ACCESS:
        work.require_caught_up(*plan.rests_on)
        return plan
    return _closed_unless_open(plan, work)


def _closed_unless_open(plan: Plan, work: Records) -> Plan:
    if not work.is_open(*plan.rests_on):
        plan.circle = NOT_ASKED
    return plan
