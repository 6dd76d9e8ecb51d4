"""The plan behind a record that is an aggregate of its own: a membership, an attendance, a placement."""

from dataclasses import field
from datetime import date
from typing import TypedDict
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.domain import DomainEvent
from planning.plan.circle_today import NOT_ASKED
from planning.plan.command import plan_in_circle
from planning.plan.office import Office
from planning.plan.plan import Plan
from planning.plan.refusals import SharingHasEnded
from samplan.contracts.codes import Agency
from samplan.privacy.circle.may_know import Allowed


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


def plan_to_work_in(plan_id: UUID, by: Agency, work: Records, office: Office) -> Plan:
    """For something new of an agency. Raises NotFound, StillCatchingUp or SharingHasEnded."""
    plan = work.load(
        Plan,
        plan_id,
        if_shown=lambda plan: plan_in_circle(plan, work, office.circle_today).is_shown_to(by),
    )
    work.require_open(*plan.rests_on)
    if not plan.may_be_changed_by(by):
        raise SharingHasEnded
    return plan


def plan_of_own_record(plan_id: UUID, work: Records, office: Office) -> Plan:
    """For what an agency has begun already: it continues and ends, whichever consent has ended (C-09).

    What is decided while the end of a consent may be unread is published nowhere (C-06).
    """
    plan = plan_in_circle(work.load(Plan, plan_id), work, office.circle_today)
    if not work.is_open(*plan.rests_on):
        plan.circle = NOT_ASKED
    return plan
