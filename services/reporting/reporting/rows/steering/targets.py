"""The values that the steering group has given a programme's targets (T-03)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from reporting.rows.projection import Projection
from reporting.rows.table import Table
from samplan.bus.store.transactions import Transaction
from samplan.contracts.codes.steering import TargetReason, TargetUnit
from samplan.contracts.event import ContractEvent
from samplan.contracts.steering.targets import TargetEvent


class TargetValue(Struct, frozen=True, kw_only=True):
    """One value of a target, from a day on; numbers in digits."""

    target_id: UUID
    valid_from: date
    programme: str
    target: str
    indicator: str
    unit: TargetUnit
    value: str | None = None
    tolerance: str | None = None
    reason: TargetReason | None = None
    approved_on: date | None = None


TABLE = Table("targets", TargetValue, ("target_id", "valid_from"), indexed=("programme",))


def fold(row: TargetValue, event: ContractEvent) -> TargetValue:
    """The row after the event; the same row when the event says nothing about it."""
    match event:
        case TargetEvent(value=value, tolerance=tolerance, reason=reason, occurred_on=on):
            return replace(row, value=f"{value}", tolerance=f"{tolerance}", reason=reason, approved_on=on)
        case _:
            return row


def _begin(event: ContractEvent) -> TargetValue | None:
    if not isinstance(event, TargetEvent):
        return None
    return TargetValue(
        target_id=event.target_id,
        valid_from=event.valid_from,
        programme=event.programme,
        target=event.target,
        indicator=event.indicator,
        unit=event.unit,
    )


PROJECTION = Projection(TABLE, _begin, fold)


def of_programme(tx: Transaction, programme: str, as_of: date) -> tuple[TargetValue, ...]:
    """Those that were approved by a day, by their first days."""
    rows = tx.execute(
        "SELECT * FROM targets WHERE programme = :programme AND approved_on <= :as_of"
        " ORDER BY valid_from, target",
        {"programme": programme, "as_of": as_of.isoformat()},
    )
    return msgspec.convert(rows, tuple[TargetValue, ...])
