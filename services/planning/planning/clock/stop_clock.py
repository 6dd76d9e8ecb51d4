from dataclasses import field
from datetime import date

from chassis.decisions.commands import PlannedDate
from planning.clock.deadline import settle_deadline
from planning.plan import Plan, PlanCommand, PlanFact
from planning.plan.clock import Stop, StopReason
from planning.plan.period import EndsBeforeItStarts
from samplan.contracts.codes import Agency


class ClockStopped(PlanFact):
    """`reason`: none while it was a study visit. `by`: unknown where version 0.1.0 recorded it."""

    TOPIC = "planning.ClockStopped"
    reason: StopReason | None
    until: date
    plan_due_on: date
    by: Agency | None = field(default=None, kw_only=True)

    @property
    def stop(self) -> Stop:
        return Stop(first=self.occurred_on, until=self.until, reason=self.reason, by=self.by)

    def apply(self, plan: Plan) -> None:
        plan.clock = plan.clock.with_stop(self.stop).moved_to(self.plan_due_on)


def stop_clock(plan: Plan, stop: Stop) -> None:
    """No day counts twice, and none that is later than the day on which the plan was due."""
    due = plan.clock.with_stop(stop).due_by(plan.opened_on)
    members = {"reason": stop.reason, "until": stop.until, "by": stop.by}
    plan.record(ClockStopped, stop.first, plan_due_on=due, **members)
    settle_deadline(plan)


class StopClock(PlanCommand, path="clock-stops", sv="Stoppa klockan", en="Stop the clock"):
    """The plan is due one day later for each newly stopped day. The reason is not published (P-21)."""

    reason: StopReason
    until: PlannedDate

    def decide(self, plan: Plan) -> None:
        plan.require_open_on(self.occurred_on)
        if self.until < self.occurred_on:
            raise EndsBeforeItStarts
        stop_clock(plan, Stop(first=self.occurred_on, until=self.until, reason=self.reason, by=self.by))
