"""What has happened to each activity of a plan. Activities run in parallel."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from reporting.rows.projection import Projection
from reporting.rows.table import Table
from samplan.bus.store.transactions import Transaction
from samplan.contracts.codes import ActivityKind, Agency, InterruptionReason
from samplan.contracts.event import ContractEvent
from samplan.contracts.planning.plans import ActivityCompleted, ActivityInterrupted, ActivityStarted

ActivityEvent = ActivityStarted | ActivityCompleted | ActivityInterrupted


class Activity(Struct, frozen=True, kw_only=True):
    activity_id: UUID
    plan_id: UUID
    kind: ActivityKind | None = None
    owner_agency: Agency | None = None
    started_on: date | None = None
    completed_on: date | None = None
    interrupted_on: date | None = None
    interruption_reason: InterruptionReason | None = None


TABLE = Table("activities", Activity, ("activity_id",), indexed=("plan_id",))


def fold(row: Activity, event: ContractEvent) -> Activity:
    """The row after the event; the same row when the event says nothing about it."""
    match event:
        case ActivityStarted(occurred_on=on, kind=kind, owner_agency=owner):
            return replace(row, started_on=on, kind=kind, owner_agency=owner)
        case ActivityCompleted(occurred_on=on):
            return replace(row, completed_on=on)
        case ActivityInterrupted(occurred_on=on, reason=reason):
            return replace(row, interrupted_on=on, interruption_reason=reason)
        case _:
            return row


def _begin(event: ContractEvent) -> Activity | None:
    if not isinstance(event, ActivityEvent):
        return None
    return Activity(activity_id=event.activity_id, plan_id=event.plan_id)


PROJECTION = Projection(TABLE, _begin, fold)


def of_plans(tx: Transaction, prefix: str, plan_ids: Collection[UUID]) -> list[Activity]:
    return TABLE.where(tx, prefix, "plan_id", plan_ids)
