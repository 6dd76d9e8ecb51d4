from dataclasses import replace
from datetime import date
from uuid import UUID

from planning.activities.complete_activity import ActivityCompleted
from planning.activities.decline_activity import ActivityDeclined
from planning.activities.interrupt_activity import ActivityInterrupted
from planning.activities.item_command import ItemCommand
from planning.activities.replan_activity import ActivityReplanned
from planning.agreement.plan_agreed import conclude_agreement
from planning.plan import Plan, PlanFact
from planning.plan.activity import Activity
from planning.plan.item_change import ItemChange


class ItemChangeAnswered(PlanFact):
    TOPIC = "planning.ItemChangeAnswered"
    activity_id: UUID
    change_id: UUID
    accepted: bool

    def apply(self, plan: Plan) -> None:
        plan.put(replace(plan.activities[self.activity_id], change=None))


class AnswerItemChange(
    ItemCommand,
    path="changes/{changeId}/answer",
    sv="Besvara en föreslagen ändring",
    en="Answer a proposed change",
):
    """Only the owner of the activity may. What it accepts is carried out at once."""

    change_id: UUID
    accepted: bool

    def decide(self, plan: Plan) -> None:
        plan.require_open_on(self.occurred_on)
        item = plan.activity(self.activity_id)
        item.require_owner(self.by)
        change = item.waiting_change(self.change_id)
        answer = {"activity_id": item.id, "change_id": change.id, "accepted": self.accepted}
        plan.record(ItemChangeAnswered, self.occurred_on, **answer)
        if self.accepted:
            _carry_out(change, item, plan, self.occurred_on)
            conclude_agreement(plan)


def _carry_out(change: ItemChange, item: Activity, plan: Plan, on: date) -> None:
    """Raises the refusals of the change itself: the item may have ended or started since it was proposed."""
    if change.planned_from and change.planned_to:
        item.require_may_be_replanned(change.planned_from, change.planned_to)
        days = {"planned_from": change.planned_from, "planned_to": change.planned_to}
        plan.record(ActivityReplanned, on, activity_id=item.id, **days)
    elif change.reason and item.is_planned:
        plan.record(ActivityDeclined, on, activity_id=item.id, reason=change.reason)
    elif change.ends_on and change.reason:
        item.require_may_end(item.owner, change.ends_on)
        told = {"activity_id": item.id, "reason": change.reason, "sealed": change.sealed}
        plan.record(ActivityInterrupted, change.ends_on, **told)
    elif change.ends_on:
        item.require_may_end(item.owner, change.ends_on)
        plan.record(ActivityCompleted, change.ends_on, activity_id=item.id)
