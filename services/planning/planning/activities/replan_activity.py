from datetime import date
from uuid import UUID

from chassis.decisions.commands import PlannedDate
from planning.activities.item_command import ItemCommand
from planning.plan import Plan, PlanFact


class ActivityReplanned(PlanFact):
    TOPIC = "planning.ActivityReplanned"
    activity_id: UUID
    planned_from: date
    planned_to: date

    def apply(self, plan: Plan) -> None:
        plan.put(plan.activities[self.activity_id].replanned(self.planned_from, self.planned_to))


class ReplanActivity(
    ItemCommand, path="dates", sv="Planera om en aktivitet", en="Change the planned days of an activity"
):
    """Only its owner may, until it has ended: any other agency proposes it."""

    planned_from: PlannedDate
    planned_to: PlannedDate

    def decide(self, plan: Plan) -> None:
        plan.require_open_on(self.occurred_on)
        plan.require_begun_on(self.planned_from)
        item = plan.activity(self.activity_id)
        item.require_owner(self.by)
        item.require_may_be_replanned(self.planned_from, self.planned_to)
        days = {"planned_from": self.planned_from, "planned_to": self.planned_to}
        plan.record(ActivityReplanned, self.occurred_on, activity_id=item.id, **days)
