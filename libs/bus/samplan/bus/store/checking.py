"""Compares stored events with their digests, before they are used and all at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any, NamedTuple, TypeGuard
from uuid import UUID

from eventsourcing.persistence import IntegrityError, Notification

from samplan.bus.store.digests import Place, RecordsDamaged, sealed
from samplan.bus.store.event_rows import aggregate_in
from samplan.bus.store.transactions import Database, Row, Transaction

PAGE = 500


class Verified(NamedTuple):
    """The result of comparing all records with their digests."""

    checked: int
    """How many aggregates or facts."""
    sealed: int
    """Records that had no digest, and have one now."""
    damaged: Sequence[Place]


def require_whole(database: Database, events: Sequence[Notification]) -> None:
    """Raises RecordsDamaged, with all damaged events among these."""
    if not events:
        return
    with database.reading() as tx:
        seals = _seals_at(tx, [one.id for one in events])
        misfits = [one for one in events if not _fits(one, seals.get(one.id))]
        found = [place for one in misfits for place in _damage(tx, one, seals.get(one.id))]
    if found:
        raise RecordsDamaged(found)


def verify_events(database: Database) -> Verified:
    """Compare every stored event with its digest; the last events of an aggregate get one if they lack it."""
    checked, fresh, damaged = 0, 0, list[Place]()
    for page in _pages_of_aggregates(database):
        with database.reading() as tx:
            lacking = [one for one in page if _lacks_digest(one, tx, damaged)]
        for aggregate in lacking:
            fresh += _seal(database, aggregate)
        checked += len(page)
    return Verified(checked, fresh, damaged)


def _seal(database: Database, aggregate: UUID) -> int:
    with suppress(IntegrityError), database.transaction() as tx:  # a new event seals those before it, too
        return tx.seal(aggregate)
    return 0


def _damage(tx: Transaction, event: Notification, seal: Row | None) -> Iterator[Place]:
    """Where an event is damaged. One that an earlier version has stored has no digest yet."""
    own = Place("stored_events", event.id, str(event.originator_id), event.originator_version, "")
    if not isinstance(event.originator_id, UUID):
        yield own._replace(column="originator_id")
    elif seal is None:
        yield from _damage_up_to(tx, event.originator_id, event.originator_version)
    if seal is None:
        return
    stated = own._replace(aggregate=str(aggregate_in(seal["originator_id"])), version=seal["version"])
    if stated == own:
        yield own._replace(column="topic or state")
    else:  # both aggregates stop: one has an event of another, and the other lacks one
        yield own._replace(column="originator_id or originator_version")
        yield stated._replace(column="originator_id or originator_version")


def _fits(event: Notification, row: Row | None) -> bool:
    if row is None or aggregate_in(row["originator_id"]) != event.originator_id:
        return False
    topic = event.topic.encode(errors="surrogateescape")
    previous, version = bytes(row["previous"]), event.originator_version
    computed = sealed(event.id, version, previous, topic, bytes(event.state))
    return row["version"] == version and computed.digest == bytes(row["digest"])


def _damage_up_to(tx: Transaction, aggregate: UUID, version: int) -> Iterator[Place]:
    try:
        tx.events_of(aggregate)
    except RecordsDamaged as found:
        yield from (place for place in found.places if place.version <= version)


def _seals_at(tx: Transaction, positions: Sequence[int]) -> dict[int, Row]:
    names = {f"p{n}": position for n, position in enumerate(positions)}
    rows = tx.raw(
        "SELECT position, originator_id, originator_version AS version, previous, digest FROM event_digests"  # noqa: S608  # placeholders only
        f" WHERE position IN ({', '.join(f':{name}' for name in names)})",
        names,
    )
    return {row["position"]: row for row in rows}


def _lacks_digest(aggregate: UUID | str, tx: Transaction, damaged: list[Place]) -> TypeGuard[UUID]:
    if not isinstance(aggregate, UUID):
        damaged.append(Place("stored_events", 0, aggregate, 0, "originator_id"))
        return False
    try:
        return tx.lacks_digests(aggregate)
    except RecordsDamaged as found:
        damaged.extend(found.places)
        return False


def _pages_of_aggregates(database: Database) -> Iterator[Sequence[UUID | str]]:
    """The ids of all aggregates that have an event or a digest, in pages."""
    after: Any = "" if database.kind == "sqlite" else UUID(int=0)
    while True:
        with database.reading() as tx:
            rows = tx.raw(_AGGREGATES, {"after": after, "page": PAGE})
        if not rows:
            return
        yield [aggregate_in(row["originator_id"]) for row in rows]
        last = rows[-1]["originator_id"]
        after = last if isinstance(last, UUID) else last.decode(errors="surrogateescape")


_AGGREGATES = """
SELECT originator_id FROM (
    SELECT DISTINCT originator_id FROM stored_events WHERE originator_id > :after
    ORDER BY originator_id LIMIT :page) AS stored
UNION
SELECT originator_id FROM (
    SELECT DISTINCT originator_id FROM event_digests WHERE originator_id > :after
    ORDER BY originator_id LIMIT :page) AS digests
ORDER BY originator_id LIMIT :page"""
