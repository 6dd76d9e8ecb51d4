"""What agencies are shown of one item of a plan, and of how many run at once."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import accumulate
from typing import Any
from uuid import UUID

from chassis.http.fields import View
from planning.plan.activity import Activity, ItemStatus, Provider, ResponsibleRole
from planning.plan.item_change import ItemChange
from samplan.contracts.codes import ActivityKind, Agency, InterruptionReason
from samplan.contracts.codes.items import ItemChangeKind

EXAMPLE_ITEM: dict[str, Any] = {
    "activityId": "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
    "kind": "swedish_studies",
    "ownerAgency": "malmo-ifo",
    "status": "started",
    "proposedBy": None,
    "plannedFrom": None,
    "plannedTo": None,
    "responsibleRole": None,
    "provider": None,
    "declinedBecause": None,
    "startedOn": "2022-03-21",
    "endedOn": None,
    "interruptedBecause": None,
    "change": None,
    "version": 1,
}


class ItemChangeView(View):
    """A change that another agency has proposed, and that waits for the owner's answer."""

    change_id: UUID
    change: ItemChangeKind
    proposed_by: Agency
    proposed_on: date
    ends_on: date | None
    reason: InterruptionReason | None
    planned_from: date | None
    planned_to: date | None


class ActivityView(View):
    """One agency's item. `version`: what its `ETag` holds (P-25)."""

    activity_id: UUID
    kind: ActivityKind
    owner_agency: Agency
    status: ItemStatus
    proposed_by: Agency | None
    planned_from: date | None
    planned_to: date | None
    responsible_role: ResponsibleRole | None
    provider: Provider | None
    declined_because: InterruptionReason | None
    started_on: date | None
    ended_on: date | None
    interrupted_because: InterruptionReason | None
    change: ItemChangeView | None
    version: int


def item_members(activity: Activity) -> dict[str, Any]:
    """What is shown of an item, in its plan and alone."""
    same = set(ActivityView.model_fields) - {"activity_id", "owner_agency", "change"}
    members = {name: getattr(activity, name) for name in same}
    change = activity.change and _change(activity.change)
    return {"activity_id": activity.id, "owner_agency": activity.owner, **members, "change": change}


def _change(change: ItemChange) -> ItemChangeView:
    same = set(ItemChangeView.model_fields) - {"change_id", "change"}
    members = {name: getattr(change, name) for name in same}
    return ItemChangeView(change_id=change.id, change=change.kind, **members)


class ParallelView(View):
    """How many activities run at once from a day on, until the next day that is named."""

    since: date
    activities: int


def parallelism(activities: Iterable[Activity]) -> list[ParallelView]:
    """Of the items that have started or are accepted, by the days that are known or planned (P-07)."""
    change: Counter[date] = Counter()
    for one in activities:
        last_day = one.ended_on or (None if one.has_started else one.planned_to)
        if one.is_taken_on:
            change[one.begins_on] += 1
        if one.is_taken_on and last_day:
            change[last_day + timedelta(days=1)] -= 1
    days = sorted(day for day, by in change.items() if by)
    return [
        ParallelView(since=day, activities=at_once)
        for day, at_once in zip(days, accumulate(change[day] for day in days), strict=True)
    ]
