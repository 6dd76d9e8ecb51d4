from datetime import date, timedelta
from enum import StrEnum

from chassis.decisions.commands import PlannedDate
from planning.plan import Plan, PlanCommand, PlanFact, days_of

StopReason = StrEnum("StopReason", "SICK_LEAVE PARENTAL_LEAVE ABROAD MILITARY_SERVICE PRISON AGENCY_DECISION")


class ClockStopped(PlanFact):
    TOPIC = "planning.ClockStopped"
    reason: StopReason
    until: date
    plan_due_on: date

    def apply(self, plan: Plan) -> None:
        plan.plan_due_on = self.plan_due_on


class StopClock(PlanCommand, path="clock-stops", sv="Stoppa klockan", en="Stop the clock"):
    """The plan is due one day later for each newly stopped day. The reason is not published (P-21)."""

    reason: StopReason
    until: PlannedDate

    def decide(self, plan: Plan) -> None:
        plan.require_open_on(self.occurred_on)
        new = days_of(self).difference(*map(days_of, plan.recorded(ClockStopped)))
        due = plan.plan_due_on + timedelta(days=len(new) if self.occurred_on <= plan.plan_due_on else 0)
        plan.record(ClockStopped, self.occurred_on, reason=self.reason, until=self.until, plan_due_on=due)
