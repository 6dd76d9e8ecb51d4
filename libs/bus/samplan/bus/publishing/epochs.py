"""The names under which a store's events are published: each has one source and one sequence, for ever.

A store that was put back goes on with numbers that its lost successor has used. So it gets a new epoch,
which begins after the last event that the store and the topic agree on: what was published keeps its name,
and readers skip it; what is new has a name that nobody has seen.
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
    """The events after a position, until the next epoch begins."""

    name: str
    begins_after: int


@dataclass(frozen=True)
class Epochs:
    """A store's own epochs, oldest first, and those of stores that were given up for it."""

    own: Sequence[Epoch]
    given_up: frozenset[str]

    @property
    def present(self) -> str:
        return self.own[-1].name

    @property
    def known(self) -> frozenset[str]:
        """Its own and those given up."""
        return self.given_up.union(epoch.name for epoch in self.own)

    def of(self, sequence: int) -> str:
        """The epoch that an event belongs to."""
        return next(epoch.name for epoch in reversed(self.own) if epoch.begins_after < sequence)


def epochs_of(database: Database) -> Epochs:
    """What the store says of itself."""
    rows = database.query("SELECT epoch, begins_after FROM epochs ORDER BY begins_after, begun_at")
    begun = [Epoch(row["epoch"], int(row["begins_after"])) for row in rows if row["begins_after"] is not None]
    given_up = frozenset(row["epoch"] for row in rows if row["begins_after"] is None)
    return Epochs((Epoch(store_epoch(database), 0), *begun), given_up)


def begin_epoch(tx: Transaction, after: int) -> str:
    """Give the events after a position a name of their own."""
    name = token_hex(4)
    _insert(tx, name, after)
    return name


def give_up(tx: Transaction, epochs: Sequence[str]) -> None:
    """Other stores have published under this service's name: they are known, and will not be back."""
    for name in epochs:
        _insert(tx, name, None)


def _insert(tx: Transaction, name: str, begins_after: int | None) -> None:
    tx.execute(
        "INSERT INTO epochs (epoch, begins_after, begun_at) VALUES (:epoch, :after, :at)",
        {"epoch": name, "after": begins_after, "at": now_utc().isoformat()},
    )
