"""Sessions of groups that were held."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from msgspec import Struct

from reporting.rows.projection import Projection
from reporting.rows.table import Table, rows_in
from samplan.bus.store.transactions import Transaction
from samplan.contracts.event import ContractEvent
from samplan.contracts.planning.groups import SessionHeld


class Session(Struct, frozen=True, kw_only=True):
    session_id: UUID
    group_id: UUID
    held_on: date


TABLE = Table("sessions", Session, ("session_id",), indexed=("group_id",))


def _begin(event: ContractEvent) -> Session | None:
    match event:
        case SessionHeld(session_id=session, group_id=group, occurred_on=on):
            return Session(session_id=session, group_id=group, held_on=on)
        case _:
            return None


def _fold(row: Session, _: ContractEvent) -> Session:
    """A session is held once."""
    return row


PROJECTION = Projection(TABLE, _begin, _fold)


def held_in(tx: Transaction, group_ids: Collection[UUID], as_of: date) -> dict[UUID, int]:
    """How many sessions of each group had been held by the end of a day."""
    rows = rows_in(
        tx,
        "SELECT group_id, COUNT(*) AS sessions FROM sessions"
        " WHERE group_id IN ({values}) AND held_on <= :as_of GROUP BY group_id",
        [str(one) for one in group_ids],
        {"as_of": as_of.isoformat()},
    )
    return {UUID(row["group_id"]): row["sessions"] for row in rows}
