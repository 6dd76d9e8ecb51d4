"""A record beside the plan, such as a meeting: the circle of the participant decides who may see it."""

from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.domain import NotFound
from planning.plan.circle_today import NOT_ASKED
from planning.plan.command import CirclesToday, plan_in_circle
from planning.plan.plan import Plan
from samplan.contracts.codes import Agency
from samplan.privacy.circle.may_know import Denied, Rule


def plan_beside(
    plan_id: UUID, by: Agency, what: str, *, is_own: bool, work: Records, circles: CirclesToday
) -> Plan:
    """The record's plan, for an agency whose own the record is, or to which the circle opens it today.

    `what`: the resource of the access table. While the end of a consent may be unread, each agency sees its
    own records alone (C-06). Raises NotFound or StillCatchingUp.
    """
    plan = plan_in_circle(work.load(Plan, plan_id), work, circles)
    if by == plan.kept_by:
        if not work.is_open(*plan.rests_on):
            plan.circle = NOT_ASKED  # what the keeper decides meanwhile is published nowhere
        return plan
    if plan.access_of(by, what=what).rule is Rule.EMERGENCY_ACCESS:
        work.require_caught_up(*plan.rests_on)
    elif not work.is_open(*plan.rests_on):
        if not is_own:
            work.require_open(*plan.rests_on)
        plan.circle = NOT_ASKED
    decision = plan.access_of(by, what=what)
    if isinstance(decision, Denied) and (plan.entered_in_error_on or not is_own):
        raise NotFound().because_of(decision.rule.value)
    return plan
