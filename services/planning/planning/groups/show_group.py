from uuid import UUID

from chassis.decisions.commands import Command, Records
from planning.groups.group import Group
from planning.plan import Office
from samplan.contracts.codes import Agency


def group_shown_to(by: Agency, group_id: UUID, work: Records, office: Office) -> Group:
    """To its owner and the keeper. Raises NotFound."""
    return work.load(Group, group_id, if_shown=lambda group: group.is_shown_to(by, office.keeper))


class ShowGroup(Command[Office]):
    """Its owner and the keeper alone are shown it."""

    group_id: UUID
    by: Agency

    def carry_out(self, work: Records, office: Office) -> Group:
        """Raises NotFound."""
        return group_shown_to(self.by, self.group_id, work, office)
