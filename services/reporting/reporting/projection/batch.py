"""Folds a batch of events into the tables: each row is read once and written at most once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct

from reporting.cubes.contribution import Cell, contribution
from reporting.cubes.table import CUBES
from reporting.journeys import known
from reporting.journeys.journey import Journey
from reporting.journeys.known import Known
from reporting.rows import PROJECTIONS
from reporting.rows.projection import Projection
from samplan.bus.store.transactions import Transaction
from samplan.contracts.event import ContractEvent

K = TypeVar("K")
R = TypeVar("R", bound=Struct)


def fold_batch(tx: Transaction, prefix: str, events: Sequence[ContractEvent]) -> Known:
    """Fold events, which are in the order of each aggregate; the rows afterwards."""
    before, referral_ids = known.read(tx, prefix, events)
    after = before.copy()
    for event in events:
        fold_into(after, event)
    _write(tx, prefix, before, after)
    changes: Counter[Cell] = Counter()
    was, is_now = before.journeys(referral_ids), after.journeys(referral_ids)
    for referral_id in referral_ids:
        _count(changes, was[referral_id], is_now[referral_id])
    CUBES.count(tx, prefix, changes)
    return after


def _count(changes: Counter[Cell], before: Journey | None, after: Journey | None) -> None:
    if before == after:
        return
    changes.subtract(contribution(before))
    changes.update(contribution(after))


def fold_into(rows: Known, event: ContractEvent) -> None:
    """Fold an event into the rows of its own stream."""
    for projection in PROJECTIONS:
        _fold_row(rows, projection, event)


def _fold_row(rows: Known, projection: Projection[R], event: ContractEvent) -> None:
    first = projection.begin(event)
    if first is not None:
        known, key = rows.of(projection), projection.key(first)
        known[key] = projection.fold(known.get(key, first), event)


def _write(tx: Transaction, prefix: str, before: Known, after: Known) -> None:
    for projection in PROJECTIONS:
        projection.table.write(tx, prefix, _changed(before.of(projection), after.of(projection)))


def _changed(before: Mapping[K, R], after: Mapping[K, R]) -> Iterable[R]:
    return [row for key, row in after.items() if before.get(key) != row]
