from datetime import date
from typing import ClassVar

from chassis.decisions.commands import Records
from chassis.decisions.domain import Refused
from planning.clock.deadline import settle_deadline
from planning.office import ByPlanAlone, CirclesToday
from planning.plan import Plan, PlanFact
from samplan.contracts.codes import Agency


class ClockNotStopped(Refused):
    code = "clock_not_stopped"
    title: ClassVar[str] = "The agency has stopped the clock on no such day"


class ClockResumed(PlanFact):
    TOPIC = "planning.ClockResumed"
    by: Agency
    plan_due_on: date

    def apply(self, plan: Plan) -> None:
        plan.clock = plan.clock.resumed(self.by, self.occurred_on).moved_to(self.plan_due_on)


class ResumeClock(ByPlanAlone, path="clock-resumption", sv="Starta klockan igen", en="Resume the clock"):
    """The clock runs again from that day: each stop by the calling agency ends the day before, or has no day.

    Stops by other agencies remain. An agency ends its own whatever consent has ended (P-21, C-09). 503 while
    the end of a consent may be unread: a miss that this leads to, or takes back, is published then or never.
    """

    def plan_in(self, work: Records, circles: CirclesToday) -> Plan:
        """Raises StillCatchingUp too."""
        work.require_open()
        plan = super().plan_in(work, circles)
        work.require_open(*plan.rests_on)
        return plan

    def decide(self, plan: Plan) -> None:
        plan.require_open_on(self.occurred_on)
        resumed = plan.clock.resumed(self.by, self.occurred_on)
        if resumed == plan.clock:
            raise ClockNotStopped
        due_on = resumed.due_by(plan.clock.since or plan.opened_on)
        plan.record(ClockResumed, self.occurred_on, by=self.by, plan_due_on=due_on)
        settle_deadline(plan)
