"""The versions that the steering group has defined of what indicators count (T-02)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from reporting.rows.projection import Projection
from reporting.rows.table import Table
from samplan.bus.store.transactions import Transaction
from samplan.contracts.codes.indicators import DefinitionReason, Direction
from samplan.contracts.event import ContractEvent
from samplan.contracts.steering.definitions import CountedPart, IndicatorDefined


class DefinedVersion(Struct, frozen=True, kw_only=True):
    """One version; its parts are JSON, as a programme's file states them."""

    definition_id: UUID
    valid_from: date
    programme: str
    indicator: str
    direction: Direction | None = None
    numerator: str | None = None
    denominator: str | None = None
    reason: DefinitionReason | None = None
    approved_on: date | None = None


TABLE = Table("definitions", DefinedVersion, ("definition_id", "valid_from"), indexed=("programme",))


def fold(row: DefinedVersion, event: ContractEvent) -> DefinedVersion:
    """The row after the event; the same row when the event says nothing about it."""
    match event:
        case IndicatorDefined():
            return replace(
                row,
                direction=event.direction,
                numerator=_json(event.numerator),
                denominator=_json(event.denominator) if event.denominator else None,
                reason=event.reason,
                approved_on=event.occurred_on,
            )
        case _:
            return row


def _json(part: CountedPart) -> str:
    """Its filters by the names that the vocabulary has."""
    named = ((name, getattr(part, name)) for name in part.__struct_fields__)
    return msgspec.json.encode({name: value for name, value in named if value not in (False, None)}).decode()


def _begin(event: ContractEvent) -> DefinedVersion | None:
    if not isinstance(event, IndicatorDefined):
        return None
    return DefinedVersion(
        definition_id=event.definition_id,
        valid_from=event.valid_from,
        programme=event.programme,
        indicator=event.indicator,
    )


PROJECTION = Projection(TABLE, _begin, fold)


def of_programme(tx: Transaction, programme: str, as_of: date) -> tuple[DefinedVersion, ...]:
    """Those that were approved by a day, by their first days."""
    rows = tx.execute(
        "SELECT * FROM definitions WHERE programme = :programme AND approved_on <= :as_of"
        " ORDER BY valid_from, indicator",
        {"programme": programme, "as_of": as_of.isoformat()},
    )
    return msgspec.convert(rows, tuple[DefinedVersion, ...])
