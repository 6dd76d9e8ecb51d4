from collections.abc import Sequence
from uuid import UUID

from chassis.decisions.commands import Command, Records
from planning.disclosing.log_shown import log_record
from planning.meetings.command import is_shown_in
from planning.meetings.meeting import MEETING, Meeting
from planning.meetings.table import meetings_of_plan
from planning.office import Office, plan_of_record
from planning.plan import Plan
from samplan.bus.store.transactions import Row
from samplan.contracts.codes import Agency
from samplan.privacy.circle.may_know import Allowed


class ListMeetings(Command[Office]):
    """Of one plan: all of them, or an agency's own where no consent in force opens the others."""

    plan_id: UUID
    by: Agency
    role: str

    def carry_out(self, work: Records, office: Office) -> Sequence[Row]:
        """Raises NotFound, also for an agency without a meeting of its own."""
        own = meetings_of_plan(self.plan_id, self.by, work)
        owners = (self.by,) if own else ()
        plan = plan_of_record(self.plan_id, self.by, MEETING, work, office.circle_today, owners)
        log_record(plan, self.by, self.role, MEETING, work)
        if not isinstance(plan.access_of(self.by, what=MEETING), Allowed):
            return own
        every = meetings_of_plan(self.plan_id, None, work)
        return [one for one in every if one in own or self._is_shown(one, plan, work)]

    def _is_shown(self, row: Row, plan: Plan, work: Records) -> bool:
        return is_shown_in(work.load(Meeting, UUID(row["meeting_id"])), plan, self.by)
