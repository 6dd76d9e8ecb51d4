from dataclasses import replace
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from chassis.decisions.domain import Refused
from planning.activities.item_command import ItemCommand
from planning.plan import Plan, PlanFact
from samplan.contracts.codes import ActivityKind


class NothingToJustify(Refused):
    code = "nothing_to_justify"
    title: ClassVar[str] = "Only current Swedish studies may be the only activity, and need a reason for it"


class OnlyActivityReason(StrEnum):
    """Why Swedish studies are, for a time, the only activity."""

    FULL_TIME_STUDIES = "full_time_studies"
    EXAMINATION_AHEAD = "examination_ahead"
    NEXT_ACTIVITY_BOOKED = "next_activity_booked"
    LIMITED_CAPACITY = "limited_capacity"


class OnlyActivityJustified(PlanFact, private=True):
    """Private: the reason may tell of the participant."""

    TOPIC = "planning.OnlyActivityJustified"
    activity_id: UUID
    reason: OnlyActivityReason

    def apply(self, plan: Plan) -> None:
        plan.put(replace(plan.activities[self.activity_id], is_justified_alone=True))


class JustifyOnlyActivity(
    ItemCommand,
    path="justification",
    sv="Motivera att svenskstudier är enda aktiviteten",
    en="Justify Swedish studies as the only activity",
):
    """For a coded reason, by its owner. The plan then leaves the list of those without an activity (P-07)."""

    reason: OnlyActivityReason

    def decide(self, plan: Plan) -> None:
        plan.require_open_on(self.occurred_on)
        item = plan.activity(self.activity_id)
        item.require_owner(self.by)
        if not item.is_current or item.kind is not ActivityKind.SWEDISH_STUDIES:
            raise NothingToJustify
        plan.record(OnlyActivityJustified, self.occurred_on, activity_id=item.id, reason=self.reason)
