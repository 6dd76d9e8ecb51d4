"""Sessions of groups that were held."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from msgspec import Struct

from reporting.rows.projection import Projection
from reporting.rows.table import Table
from samplan.bus.store.transactions import Transaction
from samplan.contracts.event import ContractEvent
from samplan.contracts.groups import SessionHeld


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


def of_groups(tx: Transaction, group_ids: Collection[UUID]) -> list[Session]:
    return TABLE.where(tx, "", "group_id", group_ids)
