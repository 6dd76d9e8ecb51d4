from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from chassis.decisions.commands import Command, Records
from planning.groups.group import Group, Membership
from planning.office import Office
from planning.register.list_plans import plans_told_to
from samplan.contracts.codes import Agency


@dataclass(frozen=True)
class SeenGroup:
    """A group as one agency sees it: `memberships` that it may know of today."""

    group: Group
    memberships: Sequence[Membership]

    @property
    def version(self) -> int:
        return self.group.version


def group_shown_to(by: Agency, group_id: UUID, work: Records, office: Office) -> Group:
    """To its owner and the keeper. Raises NotFound."""
    return work.load(Group, group_id, if_shown=lambda group: group.is_shown_to(by, office.keeper))


def members_told_to(by: Agency, group: Group, work: Records, office: Office) -> Collection[UUID]:
    """The plans of the members that the agency may know of today."""
    return plans_told_to(by, group.owner, [one.plan_id for one in group.memberships], work, office)


class ShowGroup(Command[Office]):
    """Its owner and the keeper alone are shown it."""

    group_id: UUID
    by: Agency

    def carry_out(self, work: Records, office: Office) -> SeenGroup:
        """Raises NotFound."""
        group = group_shown_to(self.by, self.group_id, work, office)
        told = members_told_to(self.by, group, work, office)
        return SeenGroup(group, [one for one in group.memberships if one.plan_id in told])
