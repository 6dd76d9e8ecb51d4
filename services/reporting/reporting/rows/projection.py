"""What a projection of one stream is: the row that an event belongs to, and what the row becomes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from msgspec import Struct

from reporting.rows.table import Table
from samplan.bus.store.transactions import Transaction
from samplan.contracts.event import ContractEvent

R = TypeVar("R", bound=Struct)


@dataclass(frozen=True)
class Projection(Generic[R]):
    table: Table[R]
    begin: Callable[[ContractEvent], R | None]
    """The row of the event's stream before its first event; None for an event of another stream."""
    fold: Callable[[R, ContractEvent], R]
    """The row after the event; the same row when the event says nothing about it."""

    def key(self, row: R) -> Any:
        """The value of the table's key, or a tuple of its values."""
        values = tuple(getattr(row, column) for column in self.table.key)
        return values if len(values) > 1 else values[0]

    def touched_by(self, tx: Transaction, prefix: str, events: Sequence[ContractEvent]) -> list[R]:
        """The stored rows of the streams that the events belong to, found by the first column of the key."""
        column = self.table.key[0]
        begun = [row for event in events if (row := self.begin(event)) is not None]
        return self.table.where(tx, prefix, column, {getattr(row, column) for row in begun})
