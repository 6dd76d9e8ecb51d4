"""What the participant's page holds today: codes and days, which a page or another system words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from chassis.decisions.commands import Command, Records
from planning.demands.open_demands import open_demands_of
from planning.disclosing.log_shown import log_record
from planning.meetings.meeting import MEETING
from planning.office import Office, SeenPlan, plan_beside
from planning.office.leading import require_leads
from planning.participant_page.own_days import (
    OwnMeeting,
    OwnSession,
    meetings_ahead,
    placements_taken_on,
    sessions_to_come,
    workshops_ahead,
)
from planning.plan import Plan
from planning.plan.activity import Activity
from planning.plan.circle_today import PLAN
from samplan.bus.store.transactions import Row
from samplan.contracts.codes import Agency


@dataclass(frozen=True)
class OwnPlan:
    """`meetings`: those that lie ahead. `demands`: what is asked of the participant or owed to them."""

    plan: Plan
    activities: Sequence[Activity]
    meetings: Sequence[OwnMeeting]
    workshops: Sequence[Row]
    placements: Sequence[Row]
    sessions: Sequence[OwnSession]
    demands: Sequence[Row]
    on: date


class ReadOwnPlan(Command[Office]):
    """Shown to the participant by an agency that leads the plan: its keeper, or its coordinator."""

    plan_id: UUID
    by: Agency
    role: str

    def carry_out(self, work: Records, office: Office) -> OwnPlan:
        """Raises NotFound, StillCatchingUp, NotTheCoordinator or RoleMayNotLead."""
        plan = plan_beside(self.plan_id, self.by, PLAN, work, office.circle_today)
        require_leads(plan, self.by, self.role)
        for shown in (PLAN, MEETING):
            log_record(plan, self.by, self.role, shown, work)
        seen, today = SeenPlan(plan, self.by), office.today()
        demands = [row for row in open_demands_of(plan.id, work) if seen.is_told_of(Agency(row["agency"]))]
        return OwnPlan(
            plan,
            seen.activities,
            meetings_ahead(seen, work),
            workshops_ahead(seen, today, work),
            placements_taken_on(seen, today, work),
            sessions_to_come(seen, today, work, office),
            demands,
            today,
        )
