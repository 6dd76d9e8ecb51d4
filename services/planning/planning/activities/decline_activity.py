from datetime import date
from uuid import UUID

from planning.activities.item_command import ItemCommand
from planning.plan import Plan, PlanFact
from samplan.contracts.codes import InterruptionReason


class ActivityDeclined(PlanFact):
    TOPIC = "planning.ActivityDeclined"
    activity_id: UUID
    reason: InterruptionReason

    def apply(self, plan: Plan) -> None:
        plan.put(plan.activities[self.activity_id].declined(self.reason))


def decline_planned(plan: Plan, on: date) -> None:
    """Decline every activity that has not started: the plan has ended."""
    for activity in plan.planned_activities:
        plan.record(ActivityDeclined, on, activity_id=activity.id, reason=InterruptionReason.PLAN_ENDED)


class DeclineActivity(
    ItemCommand, path="declination", sv="Avböj en planerad aktivitet", en="Decline a planned activity"
):
    """Only its owner may, also after accepting it, until it starts."""

    reason: InterruptionReason

    def decide(self, plan: Plan) -> None:
        plan.require_open_on(self.occurred_on)
        plan.activity(self.activity_id).require_planned(self.by)
        plan.record(ActivityDeclined, self.occurred_on, activity_id=self.activity_id, reason=self.reason)
