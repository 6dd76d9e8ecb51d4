"""When a programme has taken no referrals."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from reporting.rows.projection import Projection
from reporting.rows.table import Table
from samplan.bus.store.transactions import Transaction
from samplan.contracts.codes import PauseReason
from samplan.contracts.event import ContractEvent
from samplan.contracts.intake import IntakePaused, IntakeResumed


class Pause(Struct, frozen=True, kw_only=True):
    pause_id: UUID
    programme: str
    reason: PauseReason
    paused_on: date | None = None
    resumed_on: date | None = None  # the first day on which referrals are taken again


TABLE = Table("pauses", Pause, ("pause_id",))


def fold(row: Pause, event: ContractEvent) -> Pause:
    """The row after the event; the same row when the event says nothing about it."""
    match event:
        case IntakePaused(occurred_on=on):
            return replace(row, paused_on=on)
        case IntakeResumed(occurred_on=on):
            return replace(row, resumed_on=on)
        case _:
            return row


def _begin(event: ContractEvent) -> Pause | None:
    if not isinstance(event, IntakePaused | IntakeResumed):
        return None
    return Pause(pause_id=event.pause_id, programme=event.programme, reason=event.reason)


PROJECTION = Projection(TABLE, _begin, fold)


def of_programme(tx: Transaction, programme: str, as_of: date) -> tuple[Pause, ...]:
    """Those that have begun by a day, in their order; a later resumption is not told yet."""
    rows = tx.execute(
        "SELECT * FROM pauses WHERE programme = :programme AND paused_on <= :as_of"
        " ORDER BY paused_on, pause_id",
        {"programme": programme, "as_of": as_of.isoformat()},
    )
    pauses = msgspec.convert(rows, tuple[Pause, ...])
    return tuple(
        replace(one, resumed_on=None) if one.resumed_on and one.resumed_on > as_of else one for one in pauses
    )
