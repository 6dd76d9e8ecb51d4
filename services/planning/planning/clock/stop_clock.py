from dataclasses import field
from datetime import date

from chassis.decisions.commands import PlannedDate
from planning.clock.deadline import settle_deadline
from planning.dates.period import EndsBeforeItStarts
from planning.office import Office, WholePlanDecision
from planning.office.stop_reasons import seal_reason
from planning.plan import Plan, PlanFact
from planning.plan.clock import Stop, StopReason
from samplan.contracts.codes import Agency


class ClockStopped(PlanFact):
    """`sealed`: the reason, which was stored in clear as `reason` before. `by`: unknown to version 0.1.0."""

    TOPIC = "planning.ClockStopped"
    reason: StopReason | None = field(default=None, kw_only=True)
    sealed: str | None = field(default=None, kw_only=True)
    until: date
    plan_due_on: date
    by: Agency | None = field(default=None, kw_only=True)

    @property
    def stop(self) -> Stop:
        return Stop(
            first=self.occurred_on, until=self.until, reason=self.reason, sealed=self.sealed, by=self.by
        )

    def apply(self, plan: Plan) -> None:
        plan.clock = plan.clock.with_stop(self.stop).moved_to(self.plan_due_on)


def stop_clock(plan: Plan, stop: Stop) -> None:
    """No day counts twice, and none that is later than the day on which the plan was due."""
    due = plan.clock.with_stop(stop).due_by(plan.clock.since or plan.opened_on)
    members = {"sealed": stop.sealed, "until": stop.until, "by": stop.by}
    plan.record(ClockStopped, stop.first, plan_due_on=due, **members)
    settle_deadline(plan)


class StopClock(WholePlanDecision, path="clock-stops", sv="Stoppa klockan", en="Stop the clock"):
    """The plan is due one day later for each newly stopped day. The reason is sealed (P-21)."""

    reason: StopReason
    until: PlannedDate

    def carry_out_in(self, plan: Plan, office: Office) -> None:
        self.decide(plan, seal_reason(self.reason, plan, office.words))

    def decide(self, plan: Plan, sealed: str) -> None:
        plan.require_open_on(self.occurred_on)
        if self.until < self.occurred_on:
            raise EndsBeforeItStarts
        stop_clock(plan, Stop(first=self.occurred_on, until=self.until, sealed=sealed, by=self.by))
