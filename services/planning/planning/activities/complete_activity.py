from uuid import UUID

from planning.activities.item_command import ItemCommand
from planning.agreement.plan_agreed import conclude_agreement
from planning.plan import Plan, PlanFact


class ActivityCompleted(PlanFact):
    TOPIC = "planning.ActivityCompleted"
    activity_id: UUID

    def apply(self, plan: Plan) -> None:
        plan.put(plan.activities[self.activity_id].completed(self.occurred_on))


class CompleteActivity(ItemCommand, path="completion", sv="Slutför en aktivitet", en="Complete an activity"):
    """Only its owner may: any other agency gets 403."""

    def decide(self, plan: Plan) -> None:
        plan.require_open_on(self.occurred_on)
        plan.activity(self.activity_id).require_may_end(self.by, self.occurred_on)
        plan.record(ActivityCompleted, self.occurred_on, activity_id=self.activity_id)
        conclude_agreement(plan)
