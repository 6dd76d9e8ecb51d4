"""What became of each placement that a participant was offered (P-11)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from reporting.rows.projection import Projection
from reporting.rows.table import Table
from samplan.bus.store.transactions import Transaction
from samplan.contracts.codes import Agency
from samplan.contracts.codes.groups import PlacementPurpose, PlacementResult
from samplan.contracts.event import ContractEvent
from samplan.contracts.planning.groups import (
    PlacementAccepted,
    PlacementEnded,
    PlacementEvent,
    PlacementOffered,
    PlacementStarted,
)


class Placement(Struct, frozen=True, kw_only=True):
    """`period`: of placement in the term, in digits."""

    placement_id: UUID
    plan_id: UUID
    agency: Agency | None = None
    period: str | None = None
    purpose: PlacementPurpose | None = None
    offered_on: date | None = None
    accepted_on: date | None = None
    started_on: date | None = None
    ended_on: date | None = None
    led_to: PlacementResult | None = None


TABLE = Table("placements", Placement, ("placement_id",), indexed=("plan_id",))


def fold(row: Placement, event: ContractEvent) -> Placement:
    """The row after the event; the same row when the event says nothing about it."""
    match event:
        case PlacementOffered(occurred_on=on, agency=agency, period=period, purpose=purpose):
            return replace(row, offered_on=on, agency=agency, period=f"{period}", purpose=purpose)
        case PlacementAccepted(occurred_on=on):
            return replace(row, accepted_on=on)
        case PlacementStarted(occurred_on=on):
            return replace(row, started_on=on)
        case PlacementEnded(occurred_on=on, led_to=result):
            return replace(row, ended_on=on, led_to=result)
        case _:
            return row


def _begin(event: ContractEvent) -> Placement | None:
    if not isinstance(event, PlacementEvent):
        return None
    return Placement(placement_id=event.placement_id, plan_id=event.plan_id)


PROJECTION = Projection(TABLE, _begin, fold)


def of_plans(tx: Transaction, plan_ids: Collection[UUID]) -> list[Placement]:
    return TABLE.where(tx, "", "plan_id", plan_ids)
