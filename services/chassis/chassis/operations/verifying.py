"""Compares everything that a service has stored with its digests (I11)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chassis.service.service import Service
from samplan.bus.store.checking import Verified
from samplan.bus.store.damage import note_verified
from samplan.bus.store.transactions import Database


@dataclass(frozen=True)
class Compared:
    """One table: what was found, and the positions that were damaged when it was last compared."""

    table: str
    verified: Verified
    mended: Sequence[int]


def verify_store(service: Service, database: Database) -> list[Compared]:
    """Compare every record while the service runs, and note the damaged ones for its relay and alarms."""
    results = []
    for table, verify in service.digests.items():
        verified = verify(database)
        results.append(Compared(table, verified, note_verified(database, table, verified.damaged)))
    return results
