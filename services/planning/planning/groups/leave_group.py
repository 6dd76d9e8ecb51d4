from typing import ClassVar

from chassis.decisions.commands import Records
from chassis.decisions.domain import NotFound
from planning.groups.command import GroupCommand
from planning.groups.group import Group, GroupFact
from planning.office import Office
from planning.office.beside import ToldFact, plan_of_own_record, told
from planning.plan import Plan
from planning.plan.refusals import BeforeTheStart
from samplan.contracts.codes import InterruptionReason


class NotAMember(NotFound):
    title: ClassVar[str] = "The participant is not in the group"


class GroupLeft(GroupFact, ToldFact):
    TOPIC = "planning.GroupLeft"
    reason: InterruptionReason

    def apply(self, group: Group) -> None:
        group.end_membership(self.plan_id, self.occurred_on, self.reason)


class LeaveGroup(GroupCommand, path="leavings", sv="Lämna gruppen", en="Leave the group", versioned=False):
    """Before the group's last day. It is possible whatever consent has ended."""

    reason: InterruptionReason

    def plan_in(self, work: Records, office: Office) -> Plan:
        """Raises NotAMember, also where there is no such plan: a refusal tells of none."""
        try:  # as the keeper: one whose plan was entered in error leaves the group too
            return plan_of_own_record(self.plan_id, office.keeper, work, office.circle_today)
        except NotFound:
            raise NotAMember from None

    def decide(self, group: Group, plan: Plan) -> None:
        last = next(group.memberships_of(self.plan_id), None)
        if last is None:
            raise NotAMember
        if last.left_on is not None:
            return
        if self.occurred_on < last.joined_on:
            raise BeforeTheStart
        group.trigger_event(
            GroupLeft,
            plan_id=self.plan_id,
            reason=self.reason,
            occurred_on=self.occurred_on,
            **told(plan, GroupLeft, self.occurred_on),
        )
