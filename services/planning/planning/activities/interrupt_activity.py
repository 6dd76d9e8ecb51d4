from datetime import date
from uuid import UUID

from planning.activities.decline_activity import decline_planned
from planning.activities.item_command import ItemCommand
from planning.plan import Plan, PlanFact
from samplan.contracts.codes import InterruptionReason


class ActivityInterrupted(PlanFact):
    TOPIC = "planning.ActivityInterrupted"
    activity_id: UUID
    reason: InterruptionReason

    def apply(self, plan: Plan) -> None:
        plan.put(plan.activities[self.activity_id].interrupted(self.reason, self.occurred_on))


def interrupt_all(plan: Plan, on: date) -> None:
    """Interrupt every current activity, and decline those to come: the plan has ended."""
    decline_planned(plan, on)
    for activity in plan.current_activities:
        plan.record(ActivityInterrupted, on, activity_id=activity.id, reason=InterruptionReason.PLAN_ENDED)


class InterruptActivity(
    ItemCommand, path="interruption", sv="Avbryt en aktivitet", en="Interrupt an activity"
):
    """Only its owner may: any other agency gets 403."""

    reason: InterruptionReason

    def decide(self, plan: Plan) -> None:
        plan.require_open_on(self.occurred_on)
        plan.activity(self.activity_id).require_may_end(self.by, self.occurred_on)
        plan.record(ActivityInterrupted, self.occurred_on, activity_id=self.activity_id, reason=self.reason)
