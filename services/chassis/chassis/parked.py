"""Records that could not be taken in wait here, whole, with those of the same aggregate behind them."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import msgspec

from chassis.database import Database, Row, Transaction
from chassis.journal import now_utc
from chassis.received import Received, read

BEHIND_PARKED = "behind_parked"
INTAKE = "intake"
"""The lock of whoever takes records in, parks, replays or discards them: one at a time in one store."""


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


def park(tx: Transaction, received: Received, reason: str, error: str = "") -> None:
    """Keep a record's raw bytes and headers with why it waits. Parking it again changes nothing."""
    place = f"{received.cluster}/{received.topic}/{received.partition}/{received.offset}"
    tx.execute(
        "INSERT INTO parked (id, cluster, topic, partition_no, record_offset, record_key, value, headers,"
        " reason, error, parked_at, position) VALUES (:id, :cluster, :topic, :partition, :offset, :key,"
        " :value, :headers, :reason, :error, :at, (SELECT coalesce(max(position), 0) + 1 FROM parked))"
        " ON CONFLICT (cluster, topic, partition_no, record_offset) DO NOTHING",
        {
            "id": uuid5(NAMESPACE_URL, place).hex[:12],
            "cluster": received.cluster,
            "topic": received.topic,
            "partition": received.partition,
            "offset": received.offset,
            "key": received.key,
            "value": received.value,
            "headers": _packed(received),
            "reason": reason,
            "error": error,
            "at": now_utc().isoformat(),
        },
    )


def parked_keys(tx: Transaction, topic: str) -> set[bytes]:
    """The aggregates of a topic that have records waiting."""
    rows = tx.execute("SELECT DISTINCT record_key FROM parked WHERE topic = :topic", {"topic": topic})
    return {bytes(row["record_key"]) for row in rows if row["record_key"] is not None}


def list_parked(database: Database) -> list[ParkedRow]:
    """All that waits, oldest first."""
    rows = database.query("SELECT * FROM parked ORDER BY position, record_offset")
    return [_row(row) for row in rows]


def raw(database: Database, parked_id: str) -> Received | None:
    """A parked record as it came, read again."""
    rows = database.query("SELECT * FROM parked WHERE id = :id", {"id": parked_id})
    return _received(rows[0]) if rows else None


def count_parked(database: Database) -> int:
    """How many records wait."""
    return int(database.query("SELECT count(*) AS n FROM parked")[0]["n"])


def discard(database: Database, parked_id: str) -> bool:
    """Give up one record; those behind it still wait for a replay."""
    with database.transaction() as tx:
        tx.lock(INTAKE)
        return bool(tx.execute("DELETE FROM parked WHERE id = :id RETURNING id", {"id": parked_id}))


def waiting_with(tx: Transaction, parked_id: str) -> list[tuple[str, Received]]:
    """The record and those of the same aggregate, in the order in which they came."""
    rows = tx.execute("SELECT topic, record_key FROM parked WHERE id = :id", {"id": parked_id})
    if not rows:
        return []
    if rows[0]["record_key"] is None:
        same = tx.execute("SELECT * FROM parked WHERE id = :id", {"id": parked_id})
    else:
        same = tx.execute(
            "SELECT * FROM parked WHERE topic = :topic AND record_key = :record_key"
            " ORDER BY position, record_offset",  # never by a clock, which may have been set back
            rows[0],
        )
    return [(str(row["id"]), _received(row)) for row in same]


def release(tx: Transaction, ids: Iterable[str]) -> None:
    """Forget records that have now been taken in."""
    tx.executemany("DELETE FROM parked WHERE id = :id", [{"id": one} for one in ids])


def _packed(received: Received) -> str:
    headers: list[tuple[Any, Any]] = [
        (name, None if value is None else base64.b64encode(value).decode())
        for name, value in received.headers
    ]
    return msgspec.json.encode(headers).decode()


def _received(row: Row) -> Received:
    packed = msgspec.json.decode(row["headers"], type=list[tuple[str, str | None]])
    return read(
        cluster=row["cluster"],
        topic=row["topic"],
        partition=row["partition_no"],
        offset=row["record_offset"],
        key=None if row["record_key"] is None else bytes(row["record_key"]),
        value=None if row["value"] is None else bytes(row["value"]),
        headers=[(name, None if text is None else base64.b64decode(text)) for name, text in packed],
    )


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
    )
