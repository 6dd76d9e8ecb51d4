from dataclasses import replace
from datetime import date
from uuid import UUID

from planning.activities.reason_in_words import ReasonedItemDecision, require_words_for_other
from planning.plan import Plan, PlanFact
from samplan.contracts.codes import InterruptionReason


class ActivityDeclined(PlanFact):
    """`sealed`: the reason in words, where it is `other`."""

    TOPIC = "planning.ActivityDeclined"
    activity_id: UUID
    reason: InterruptionReason
    sealed: str | None = None

    def apply(self, plan: Plan) -> None:
        item = plan.activities[self.activity_id]
        plan.put(replace(item.declined(self.reason), sealed_reason=self.sealed))


def decline_planned(plan: Plan, on: date) -> None:
    """Decline every activity that has not started: the plan has ended."""
    for activity in plan.planned_activities:
        plan.record(ActivityDeclined, on, activity_id=activity.id, reason=InterruptionReason.PLAN_ENDED)


class DeclineActivity(
    ReasonedItemDecision,
    path="declination",
    sv="Avböj en planerad aktivitet",
    en="Decline a planned activity",
):
    """Only its owner may, also after accepting it, until it starts.

    The reason `other` is told in `words`, which stay here.
    """

    def decide(self, plan: Plan, sealed: str | None) -> None:
        require_words_for_other(self.reason, sealed)
        plan.require_open_on(self.occurred_on)
        plan.activity(self.activity_id).require_planned(self.by)
        told = {"activity_id": self.activity_id, "reason": self.reason}
        plan.record(ActivityDeclined, self.occurred_on, **told, sealed=sealed)
