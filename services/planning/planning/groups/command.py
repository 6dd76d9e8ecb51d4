"""What the commands on one group have in common."""

from abc import abstractmethod
from datetime import date
from uuid import UUID

from chassis.decisions.commands import Command, Records
from planning.groups.group import Group
from planning.groups.show_group import group_shown_to
from planning.office import Office
from planning.plan import Plan
from samplan.contracts.codes import Agency


class GroupCommand(Command[Office]):
    """A decision on one participant in a group, by the agency that owns the group."""

    group_id: UUID
    plan_id: UUID
    by: Agency
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> Group:
        group = group_shown_to(self.by, self.group_id, work, office)
        group.require_owner(self.by)
        self.decide(group, self.plan_in(work, office))
        return group

    @abstractmethod
    def plan_in(self, work: Records, office: Office) -> Plan:
        """The participant's plan, in today's circle."""

    @abstractmethod
    def decide(self, group: Group, plan: Plan) -> None:
        """Refuses, or records facts. Records nothing when the group is already as requested."""
