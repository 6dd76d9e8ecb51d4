"""Epochs: part of the source of a store's events, so that a published event id is never used twice.

A store restored from a backup continues with sequence numbers that were already published. It therefore gets
a new epoch, which begins after the last event that the store and the topic have in common: published events
keep their ids, so readers skip them, and new events get ids that no reader has seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from secrets import token_hex
from typing import NamedTuple

from samplan.bus.clock import now_utc
from samplan.bus.store.migrations import store_epoch
from samplan.bus.store.transactions import Database, Transaction


class Epoch(NamedTuple):
    """The events after a position, up to the next epoch."""

    name: str
    begins_after: int


@dataclass(frozen=True)
class Epochs:
    """A store's own epochs, oldest first, and those of retired stores that it has replaced."""

    own: Sequence[Epoch]
    retired: frozenset[str]

    @property
    def present(self) -> str:
        return self.own[-1].name

    @property
    def known(self) -> frozenset[str]:
        """Its own epochs and the retired ones."""
        return self.retired.union(epoch.name for epoch in self.own)

    def of(self, sequence: int) -> str:
        """The epoch that an event belongs to."""
        return next(epoch.name for epoch in reversed(self.own) if epoch.begins_after < sequence)


def epochs_of(database: Database) -> Epochs:
    """The epochs that the store has recorded."""
    rows = database.query("SELECT epoch, begins_after FROM epochs ORDER BY begins_after, begun_at")
    begun = [Epoch(row["epoch"], int(row["begins_after"])) for row in rows if row["begins_after"] is not None]
    retired = frozenset(row["epoch"] for row in rows if row["begins_after"] is None)
    return Epochs((Epoch(store_epoch(database), 0), *begun), retired)


def begin_epoch(tx: Transaction, after: int) -> str:
    """Begin a new epoch for the events after a position; its name."""
    name = token_hex(4)
    _insert(tx, name, after)
    return name


def retire_epochs(tx: Transaction, epochs: Sequence[str]) -> None:
    """Record the epochs of other stores that have published for this service and are no longer used."""
    for name in epochs:
        _insert(tx, name, None)


def _insert(tx: Transaction, name: str, begins_after: int | None) -> None:
    tx.execute(
        "INSERT INTO epochs (epoch, begins_after, begun_at) VALUES (:epoch, :after, :at)",
        {"epoch": name, "after": begins_after, "at": now_utc().isoformat()},
    )
