from collections.abc import Sequence
from uuid import UUID

from chassis.decisions.commands import Command, Records
from chassis.decisions.listing import Row
from planning.groups.show_group import group_shown_to
from planning.office import Office
from planning.sessions.planned_sessions import sessions_of
from samplan.contracts.codes import Agency


class ListSessions(Command[Office]):
    """Of one group, by day. Its owner and the keeper alone are shown them."""

    group_id: UUID
    by: Agency

    def carry_out(self, work: Records, office: Office) -> Sequence[Row]:
        """Raises NotFound."""
        return sessions_of(group_shown_to(self.by, self.group_id, work, office).id, work)
