"""Fold every fact again, beside the live view, and put the new view in its place in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from secrets import token_hex
from typing import NamedTuple

from reporting.digest import projection_digest
from reporting.facts import store as facts
from reporting.projections.batch import fold_batch
from reporting.projections.tables import definitions, drop_tables, put_in_place
from samplan.bus.store.transactions import Database, Transaction

SHADOW = "shadow_"
BATCH = 2000

Progress = Callable[[int, int], None]  # facts folded, facts there are


class Superseded(Exception):
    """Another rebuild has started since: this one gives way."""


class Comparison(NamedTuple):
    """The view as it stands, and as its facts say that it should."""

    facts: int
    live: str
    folded: str


def rebuild(database: Database, progress: Progress = lambda _done, _all: None, batch: int = BATCH) -> int:
    """How many facts were folded. Live events go on meanwhile; the swap takes in what they added.

    Raises Superseded, and has then changed nothing that is seen.
    """
    return _fold_beside(database, progress, batch, _swap)


def compare(
    database: Database, progress: Progress = lambda _done, _all: None, batch: int = BATCH
) -> Comparison:
    """Fold every fact beside the live view, and leave that one as it is. Raises Superseded."""
    digests: list[str] = []

    def look(tx: Transaction) -> None:
        digests.extend((projection_digest(tx), projection_digest(tx, SHADOW)))
        drop_tables(tx, SHADOW)

    facts_folded = _fold_beside(database, progress, batch, look)
    return Comparison(facts_folded, *digests)


def _fold_beside(
    database: Database, progress: Progress, batch: int, finish: Callable[[Transaction], None]
) -> int:
    mine = _claim(database)
    done = 0
    while True:
        with database.transaction() as tx:
            total = _hold(tx, mine)
            folded = _fold(tx, done, batch)
            done += folded
            if folded < batch:
                finish(tx)
                progress(done, total)
                return done
        progress(done, total)


def _claim(database: Database) -> str:
    mine = token_hex(8)
    with database.transaction() as tx:
        rows = tx.execute(
            "UPDATE projection SET rebuild = :mine WHERE name = 'live' RETURNING generation", {"mine": mine}
        )
        drop_tables(tx, SHADOW)
        for statement in definitions(SHADOW, int(rows[0]["generation"]) + 1):
            tx.execute(statement)
    return mine


def _hold(tx: Transaction, mine: str) -> int:
    """Lock the view, so that no fact comes between the last look and the swap; how many facts there are."""
    rows = tx.execute(
        "UPDATE projection SET rebuild = rebuild WHERE name = 'live' AND rebuild = :mine RETURNING position",
        {"mine": mine},
    )
    if not rows:
        raise Superseded
    return int(rows[0]["position"])


def _fold(tx: Transaction, position: int, limit: int) -> int:
    found = facts.after(tx, position, limit)
    if found:
        fold_batch(tx, SHADOW, [event for _, event in found])
    return len(found)


def _swap(tx: Transaction) -> None:
    put_in_place(tx, SHADOW)
    tx.execute(
        "UPDATE projection SET generation = generation + 1, rebuild = NULL WHERE name = 'live'",
    )
