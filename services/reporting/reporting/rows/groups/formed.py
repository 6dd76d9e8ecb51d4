"""Groups that were formed for a term of a programme (P-10)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from reporting.rows.projection import Projection
from reporting.rows.table import Table
from samplan.bus.store.transactions import Transaction
from samplan.contracts.codes import Agency
from samplan.contracts.event import ContractEvent
from samplan.contracts.planning.groups import GroupFormed


class Group(Struct, frozen=True, kw_only=True):
    """`sessions`: as many as the calendar gives its term, in digits."""

    group_id: UUID
    programme: str | None = None
    agency: Agency | None = None
    term: str | None = None
    begins_on: date | None = None
    ends_on: date | None = None
    sessions: str | None = None


TABLE = Table("groups", Group, ("group_id",), indexed=("programme",))


def fold(row: Group, event: ContractEvent) -> Group:
    """The row after the event; the same row when the event says nothing about it."""
    match event:
        case GroupFormed():
            return replace(
                row,
                programme=event.programme,
                agency=event.agency,
                term=event.term,
                begins_on=event.begins_on,
                ends_on=event.ends_on,
                sessions=f"{event.sessions}",
            )
        case _:
            return row


def _begin(event: ContractEvent) -> Group | None:
    return Group(group_id=event.group_id) if isinstance(event, GroupFormed) else None


PROJECTION = Projection(TABLE, _begin, fold)


def begun_in(tx: Transaction, programme: str, as_of: date) -> list[Group]:
    """The programme's groups that have begun by a day, in the order of their first days."""
    rows = tx.execute(
        "SELECT * FROM groups WHERE programme = :programme AND begins_on <= :as_of"
        " ORDER BY begins_on, group_id",
        {"programme": programme, "as_of": as_of.isoformat()},
    )
    return msgspec.convert(rows, list[Group])
