"""Parked messages: records that could not be applied, and later records of the same aggregate."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from uuid import NAMESPACE_URL, uuid5

import msgspec

from samplan.bus.clock import now_utc
from samplan.bus.kafka.received import Received
from samplan.bus.reading.closings import EVERYONE, closed_by, closed_by_what_is_missing
from samplan.bus.reading.discards import NeedsAnotherOperator, is_agreed
from samplan.bus.reading.forgetting.forgotten import cleaned
from samplan.bus.reading.marks import Marks
from samplan.bus.reading.parked_rows import INTAKE, OUT_OF_ORDER, closes_in, columns_of, kept_of, record_in
from samplan.bus.store.transactions import Database, Row, Transaction

BEHIND_PARKED = "behind_parked"


class ParkedRow(msgspec.Struct, frozen=True, kw_only=True):
    """One parked record as an operator sees it."""

    id: str
    topic: str
    partition: int
    offset: int
    reason: str
    error: str
    parked_at: str
    key: str | None
    closes: str
    """The subject that it closes meanwhile, EVERYONE or none (empty)."""


def park(tx: Transaction, received: Received, reason: str, error: str = "") -> None:
    """Store a record's raw bytes, headers and reason. Parking it again changes nothing.

    Of a record that names a forgotten id, only what may be kept.
    """
    closes = (closed_by_what_is_missing if reason == OUT_OF_ORDER else closed_by)(received)
    kept = cleaned(tx, kept_of(received, reason, error, closes), received.event)
    tx.execute(
        "INSERT INTO parked (id, cluster, topic, partition_no, record_offset, record_key, value, headers,"
        " reason, error, parked_at, closes, names, position) VALUES (:id, :cluster, :topic, :partition,"
        " :offset, :key, :value, :headers, :reason, :error, :at, :closes, :names,"
        " (SELECT coalesce(max(position), 0) + 1 FROM parked))"
        " ON CONFLICT (cluster, topic, partition_no, record_offset) DO NOTHING",
        {
            "id": id_of(received),
            "cluster": received.cluster,
            "topic": received.topic,
            "partition": received.partition,
            "offset": received.offset,
            "reason": reason,
            "at": now_utc().isoformat(),
            **columns_of(kept),
        },
    )


def id_of(received: Received) -> str:
    """The id that operators use: the same each time that the record is read."""
    place = f"{received.cluster}/{received.topic}/{received.partition}/{received.offset}"
    return uuid5(NAMESPACE_URL, place).hex[:12]


def parked_keys(tx: Transaction, topic: str) -> set[bytes]:
    """The keys of a topic's aggregates with records that wait for an operator."""
    rows = tx.execute(
        "SELECT DISTINCT record_key FROM parked WHERE topic = :topic AND reason <> :ahead",
        {"topic": topic, "ahead": OUT_OF_ORDER},
    )
    return {bytes(row["record_key"]) for row in rows if row["record_key"] is not None}


def out_of_order(tx: Transaction, topic: str, keys: Collection[bytes] | None = None) -> list[Received]:
    """The deferred records of a topic, in publishing order.

    For these aggregates, or for all: there may be very many, and each must be decoded again.
    """
    if keys is not None and not keys:
        return []
    names = {f"k{n}": key for n, key in enumerate(keys or ())}
    among = f" AND record_key IN ({', '.join(f':{name}' for name in names)})" if names else ""
    rows = tx.execute(
        f"SELECT * FROM parked WHERE topic = :topic AND reason = :ahead{among}",  # noqa: S608  # placeholders only
        {"topic": topic, "ahead": OUT_OF_ORDER, **names},
    )
    deferred = [one for one in map(record_in, rows) if one.envelope is not None]
    return sorted(deferred, key=_place)


def list_parked(database: Database) -> list[ParkedRow]:
    """All parked records, oldest first."""
    rows = database.query("SELECT * FROM parked ORDER BY position, record_offset")
    return [_row(row) for row in rows]


def raw(database: Database, parked_id: str) -> Received | None:
    """A parked record, decoded again."""
    rows = database.query("SELECT * FROM parked WHERE id = :id", {"id": parked_id})
    return record_in(rows[0]) if rows else None


def count_parked(database: Database) -> int:
    """The number of parked records."""
    return int(database.query("SELECT count(*) AS n FROM parked")[0]["n"])


def discard(database: Database, parked_id: str, operator: str | None = None) -> bool:
    """Discard one record and, unless it is deferred, move its mark. Records behind it still wait for replay.

    Raises NeedsAnotherOperator for a record that closes every subject, until two operators have asked.
    """
    with database.transaction() as tx:
        tx.lock(INTAKE)
        found = tx.execute("SELECT * FROM parked WHERE id = :id", {"id": parked_id})
        rows = [row for row in found if closes_in(row) != EVERYONE or is_agreed(tx, row, operator)]
        forget(tx, map(record_in, rows))
        in_order = [one for one in map(record_in, rows) if not one.is_deferred]
        marks = Marks.of(tx, in_order)
        for one in in_order:
            marks.move(one)
        marks.save(tx)
    if found and not rows:
        raise NeedsAnotherOperator
    return bool(rows)


def waiting_with(tx: Transaction, parked_id: str) -> list[Received]:
    """The record and the other parked records of its aggregate, in order of arrival.

    Deferred records wait for their own turn, unless one of them is requested: then those published before
    it are included, because they would count as repeats after it.
    """
    rows = tx.execute("SELECT * FROM parked WHERE id = :id", {"id": parked_id})
    if not rows:
        return []
    asked = record_in(rows[0])
    if asked.key is None:
        return [asked]
    same = tx.execute(
        "SELECT * FROM parked WHERE topic = :topic AND record_key = :key"
        # Never by a clock, which may have been set back.
        " ORDER BY position, record_offset",
        {"topic": asked.topic, "key": asked.key},
    )
    waiting = [record_in(row) for row in same]
    ahead = [one for one in waiting if one.is_deferred and asked.is_deferred and _place(one) <= _place(asked)]
    return [one for one in waiting if not one.is_deferred] + sorted(ahead, key=_place)


def _place(received: Received) -> int:
    """An event's place among its aggregate's published events."""
    return received.envelope.sequence if received.envelope else 0


def set_aside(tx: Transaction, cluster: str, topic: str, partition: int) -> None:
    """Free the offsets of an emptied partition's parked records for the records to come."""
    rows = tx.execute(
        "SELECT * FROM parked WHERE cluster = :cluster AND topic = :topic AND partition_no = :partition",
        {"cluster": cluster, "topic": topic, "partition": partition},
    )
    for row in rows:
        aside = replace(record_in(row), cluster=f"{cluster}~{row['position']}")
        tx.execute(
            "UPDATE parked SET id = :aside, cluster = :cluster WHERE id = :id",
            {"id": row["id"], "aside": id_of(aside), "cluster": aside.cluster},
        )


def release(tx: Transaction, deferred: Received) -> bool:
    """Delete a deferred record whose turn has come; whether it was still waiting."""
    gone = "DELETE FROM parked WHERE id = :id AND reason = :ahead RETURNING id"
    return bool(tx.execute(gone, {"id": id_of(deferred), "ahead": OUT_OF_ORDER}))


def forget(tx: Transaction, records: Iterable[Received]) -> None:
    """Delete records that are applied or discarded."""
    tx.executemany("DELETE FROM parked WHERE id = :id", [{"id": id_of(one)} for one in records])


def _row(row: Row) -> ParkedRow:
    key = row["record_key"]
    return ParkedRow(
        id=row["id"],
        topic=row["topic"],
        partition=row["partition_no"],
        offset=row["record_offset"],
        reason=row["reason"],
        error=row["error"],
        parked_at=row["parked_at"],
        key=None if key is None else bytes(key).decode("ascii", "replace"),
        closes=closes_in(row),
    )
