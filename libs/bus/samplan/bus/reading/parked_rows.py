"""The rows of the table `parked`: what they keep of a record, and the record that they give again."""

from __future__ import annotations

import base64
from dataclasses import replace
from typing import Any

import msgspec

from samplan.bus.kafka.received import Received, read
from samplan.bus.reading.closings import is_of_a_consent, subject_of
from samplan.bus.reading.forgetting.kept import Kept
from samplan.bus.store.transactions import Row

INTAKE = "intake"
"""The lock for applying, parking, cleaning, replaying and discarding records: one at a time per store."""
OUT_OF_ORDER = "came_ahead"
"""A deferred record: applied once the events published before it are applied; blocks no other record."""


def kept_of(received: Received, reason: str, error: str, closes: str) -> Kept:
    return Kept(
        key=received.key,
        value=received.value,
        headers=received.headers,
        reason=reason,
        error=error,
        closes=closes,
    )


def columns_of(kept: Kept) -> dict[str, Any]:
    headers: list[tuple[Any, Any]] = [
        (name, None if value is None else base64.b64encode(value).decode()) for name, value in kept.headers
    ]
    return {
        "key": kept.key,
        "value": kept.value,
        "headers": msgspec.json.encode(headers).decode(),
        "error": kept.error,
        "closes": kept.closes,
        "names": " ".join(sorted(kept.names)),
    }


def record_in(row: Row) -> Received:
    packed = msgspec.json.decode(row["headers"], type=list[tuple[str, str | None]])
    received = read(
        cluster=row["cluster"],
        topic=row["topic"],
        partition=row["partition_no"],
        offset=row["record_offset"],
        key=None if row["record_key"] is None else bytes(row["record_key"]),
        value=None if row["value"] is None else bytes(row["value"]),
        headers=[(name, None if text is None else base64.b64decode(text)) for name, text in packed],
    )
    return replace(received, is_deferred=row["reason"] == OUT_OF_ORDER)


def closes_in(row: Row) -> str:
    """The closed subject; version 0.1.0 parks without it."""
    if row.get("closes") is None:
        return subject_of(row["record_key"]) if is_of_a_consent(row["topic"]) else ""
    return str(row["closes"])
