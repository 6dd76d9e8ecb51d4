from typing import ClassVar

from chassis.decisions.commands import Records
from chassis.decisions.domain import Refused
from planning.groups.command import GroupCommand
from planning.groups.group import Group, GroupFact, Membership
from planning.office import Office
from planning.office.beside import ToldFact, plan_to_work_in, told
from planning.plan import Plan
from planning.plan.refusals import BeforeTheStart


class OtherProgramme(Refused):
    code = "other_programme"
    title: ClassVar[str] = "The plan is in another programme than the group"


class GroupHasEnded(Refused):
    code = "group_has_ended"
    title: ClassVar[str] = "The group's last day has passed: join another group"


class GroupJoined(GroupFact, ToldFact):
    TOPIC = "planning.GroupJoined"

    def apply(self, group: Group) -> None:
        joined = Membership(plan_id=self.plan_id, joined_on=self.occurred_on)
        group.memberships = (*group.memberships, joined)


class JoinGroup(GroupCommand, path="members", sv="Gå med i gruppen", en="Join the group", versioned=False):
    """A participant with an open plan in the group's programme. The size of the group is warned of alone."""

    def plan_in(self, work: Records, office: Office) -> Plan:
        return plan_to_work_in(self.plan_id, self.by, work, office)

    def decide(self, group: Group, plan: Plan) -> None:
        plan.require_open_on(self.occurred_on)
        if plan.programme != group.programme:
            raise OtherProgramme
        if self.occurred_on > group.ends_on:
            raise GroupHasEnded
        self._require_after_the_last_leaving(group)
        if not any(one.left_on is None for one in group.memberships_of(self.plan_id)):
            group.trigger_event(
                GroupJoined,
                plan_id=self.plan_id,
                occurred_on=self.occurred_on,
                **told(plan, GroupJoined, self.occurred_on),
            )

    def _require_after_the_last_leaving(self, group: Group) -> None:
        """Raises BeforeTheStart."""
        earlier = [one.left_on for one in group.memberships_of(self.plan_id) if one.left_on]
        if self.occurred_on < max([group.formed_on, *earlier]):
            raise BeforeTheStart
