from dataclasses import replace
from datetime import date
from uuid import UUID

from planning.activities.decline_activity import decline_planned
from planning.activities.reason_in_words import ReasonedItemDecision, require_words_for_other
from planning.agreement.plan_agreed import conclude_agreement
from planning.plan import Plan, PlanFact
from samplan.contracts.codes import InterruptionReason


class ActivityInterrupted(PlanFact):
    """`sealed`: the reason in words, where it is `other`."""

    TOPIC = "planning.ActivityInterrupted"
    activity_id: UUID
    reason: InterruptionReason
    sealed: str | None = None

    def apply(self, plan: Plan) -> None:
        item = plan.activities[self.activity_id]
        plan.put(replace(item.interrupted(self.reason, self.occurred_on), sealed_reason=self.sealed))


def interrupt_all(plan: Plan, on: date) -> None:
    """Interrupt every current activity, and decline those to come: the plan has ended."""
    decline_planned(plan, on)
    for activity in plan.current_activities:
        plan.record(ActivityInterrupted, on, activity_id=activity.id, reason=InterruptionReason.PLAN_ENDED)


class InterruptActivity(
    ReasonedItemDecision, path="interruption", sv="Avbryt en aktivitet", en="Interrupt an activity"
):
    """Only its owner may: any other agency gets 403.

    The reason `other` is told in `words`, which stay here.
    """

    def decide(self, plan: Plan, sealed: str | None) -> None:
        require_words_for_other(self.reason, sealed)
        plan.require_open_on(self.occurred_on)
        plan.activity(self.activity_id).require_may_end(self.by, self.occurred_on)
        told = {"activity_id": self.activity_id, "reason": self.reason}
        plan.record(ActivityInterrupted, self.occurred_on, **told, sealed=sealed)
        conclude_agreement(plan)
