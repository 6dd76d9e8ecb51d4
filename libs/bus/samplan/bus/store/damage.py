"""The damaged records that a store has noted: they raise an alarm and are not published."""

from __future__ import annotations

from collections.abc import Sequence

from eventsourcing.persistence import Notification

from samplan.bus.store.digests import Place
from samplan.bus.store.transactions import Database


def without_damaged(database: Database, events: Sequence[Notification]) -> list[Notification]:
    """The events that are neither damaged nor after a damaged event of their aggregate."""
    rows = database.query(
        "SELECT position, aggregate, version FROM damaged WHERE stored_in = 'stored_events'"
        " ORDER BY version DESC"
    )
    first = {row["aggregate"]: row["version"] for row in rows}
    positions = {row["position"] for row in rows}
    return [
        one
        for one in events
        if one.id not in positions
        and one.originator_version < first.get(str(one.originator_id), one.originator_version + 1)
    ]


def count_damaged(database: Database) -> int:
    """The number of damaged records that were found and not repaired."""
    places = database.query("SELECT DISTINCT stored_in, position FROM damaged")
    return len(places)


def note_verified(database: Database, table: str, found: Sequence[Place]) -> list[int]:
    """Note what a comparison of the whole table has found; the positions that are repaired since."""
    database.note_damage(found)
    present = {place.position for place in found}
    with database.transaction() as tx:
        rows = tx.execute("SELECT position FROM damaged WHERE stored_in = :table", {"table": table})
        mended = sorted({row["position"] for row in rows} - present)
        tx.executemany(
            "DELETE FROM damaged WHERE stored_in = :table AND position = :position",
            [{"table": table, "position": position} for position in mended],
        )
    return mended
