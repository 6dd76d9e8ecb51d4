"""Fold every fact again beside the live view, then replace that view in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from secrets import token_hex
from typing import NamedTuple

from reporting.facts import store as facts
from reporting.facts.owners import Told, of_owners
from reporting.projection import head, tables
from reporting.projection.batch import fold_batch
from reporting.projection.digest import projection_digest
from samplan.bus.store.transactions import Database, Transaction

SHADOW = "shadow_"
BATCH = 2000

Progress = Callable[[int, int], None]  # facts folded, facts there are


class Superseded(Exception):
    """Another rebuild has started since, so this one stops."""


class Comparison(NamedTuple):
    """Digests of the live view and of the view that its facts give."""

    facts: int
    live: str
    folded: str


def rebuild(database: Database, progress: Progress = lambda _done, _all: None, batch: int = BATCH) -> int:
    """How many facts were folded. The live view keeps receiving events; the swap includes them.

    Raises Superseded, or RecordsDamaged for a damaged fact, which leave the live view unchanged.
    """
    return _fold_beside(database, progress, batch, _swap)


def compare(
    database: Database, progress: Progress = lambda _done, _all: None, batch: int = BATCH
) -> Comparison:
    """Fold every fact beside the live view, and leave the live view unchanged. Raises Superseded."""
    digests: list[str] = []

    def look(tx: Transaction) -> None:
        digests.extend((projection_digest(tx), projection_digest(tx, SHADOW)))
        tables.drop(tx, SHADOW)

    facts_folded = _fold_beside(database, progress, batch, look)
    return Comparison(facts_folded, *digests)


def _fold_beside(
    database: Database, progress: Progress, batch: int, finish: Callable[[Transaction], None]
) -> int:
    rebuild_id = _claim(database)
    done = 0
    while True:
        with database.transaction() as tx:
            total = _lock(tx, rebuild_id)
            folded = _fold(tx, done, batch)
            done += folded
            if folded < batch:
                finish(tx)
                progress(done, total)
                return done
        progress(done, total)


def _claim(database: Database) -> str:
    rebuild = token_hex(8)
    with database.transaction() as tx:
        generation = head.claim(tx, rebuild)
        tables.drop(tx, SHADOW)
        tables.create(tx, SHADOW, generation + 1)
    return rebuild


def _lock(tx: Transaction, rebuild: str) -> int:
    """How many facts there are: none arrives before this transaction ends. Raises Superseded."""
    position = head.lock(tx, rebuild)
    if position is None:
        raise Superseded
    return position


def _fold(tx: Transaction, position: int, limit: int) -> int:
    found = facts.after(tx, position, limit)
    if found:
        told = [Told(fact.position, fact.source, fact.event) for fact in found]
        fold_batch(tx, SHADOW, [one.event for one in of_owners(tx, told)])
    return len(found)


def _swap(tx: Transaction) -> None:
    tables.replace_by(tx, SHADOW)
    head.next_generation(tx)
