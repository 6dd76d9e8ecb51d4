"""Who has been in a group, by their plans, and when."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from reporting.rows.projection import Projection
from reporting.rows.table import Table
from samplan.bus.store.transactions import Transaction
from samplan.contracts.codes import InterruptionReason
from samplan.contracts.event import ContractEvent
from samplan.contracts.planning.groups import GroupJoined, GroupLeft


class Membership(Struct, frozen=True, kw_only=True):
    """`turns`: the days of joining, leaving, joining again, …, divided by spaces."""

    group_id: UUID
    plan_id: UUID
    turns: str = ""
    left_because: InterruptionReason | None = None

    def joined_on(self, as_of: date) -> date | None:
        """The first day in the group; None before it."""
        return min(self._days(as_of), default=None)

    def is_in_it(self, as_of: date) -> bool:
        """At the end of a day."""
        return len(self._days(as_of)) % 2 == 1

    def _days(self, as_of: date) -> list[date]:
        return [day for day in map(date.fromisoformat, self.turns.split()) if day <= as_of]


TABLE = Table("memberships", Membership, ("group_id", "plan_id"))


def fold(row: Membership, event: ContractEvent) -> Membership:
    """The row after the event; the same row when the participant is in the group, or has left it, already."""
    is_in_it = len(row.turns.split()) % 2 == 1
    match event:
        case GroupJoined() if not is_in_it:
            return _turned(replace(row, left_because=None), event)
        case GroupLeft(reason=reason) if is_in_it:
            return _turned(replace(row, left_because=reason), event)
        case _:
            return row


def _turned(row: Membership, event: ContractEvent) -> Membership:
    return replace(row, turns=f"{row.turns} {event.occurred_on.isoformat()}".strip())


def _begin(event: ContractEvent) -> Membership | None:
    if not isinstance(event, GroupJoined | GroupLeft):
        return None
    return Membership(group_id=event.group_id, plan_id=event.plan_id)


PROJECTION = Projection(TABLE, _begin, fold)


def of_groups(tx: Transaction, group_ids: Collection[UUID]) -> list[Membership]:
    return TABLE.where(tx, "", "group_id", group_ids)
