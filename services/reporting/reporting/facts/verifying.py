"""Compares every fact with its digest."""

from __future__ import annotations

from reporting.facts.store import PAGE, damaged_after, seal_missing
from samplan.bus.reading.parked_rows import INTAKE
from samplan.bus.store.checking import Verified
from samplan.bus.store.digests import Place
from samplan.bus.store.transactions import Database


def verify_facts(database: Database) -> Verified:
    """Facts that an earlier version has stored last get their digests."""
    checked, damaged = 0, list[Place]()
    while True:
        with database.reading() as tx:
            last, places = damaged_after(tx, checked, PAGE)
        damaged += places
        if last is None:
            return Verified(checked, _seal(database), damaged)
        checked = last


def _seal(database: Database) -> int:
    with database.transaction() as tx:
        tx.lock(INTAKE)  # an event that arrives meanwhile would seal them, too
        return seal_missing(tx)
