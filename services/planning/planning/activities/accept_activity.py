from uuid import UUID

from planning.activities.item_command import SharedItemCommand
from planning.plan import Plan, PlanFact
from planning.plan.activity import ItemStatus


class ActivityAccepted(PlanFact):
    TOPIC = "planning.ActivityAccepted"
    activity_id: UUID

    def apply(self, plan: Plan) -> None:
        plan.put(plan.activities[self.activity_id].accepted())


class AcceptActivity(
    SharedItemCommand, path="acceptance", sv="Anta en föreslagen aktivitet", en="Accept a proposed activity"
):
    """Only its owner may: any other agency gets 403."""

    def decide(self, plan: Plan) -> None:
        plan.require_open_on(self.occurred_on)
        item = plan.activity(self.activity_id)
        item.require_planned(self.by)
        if item.status is ItemStatus.PROPOSED:
            plan.record(ActivityAccepted, self.occurred_on, activity_id=self.activity_id)
