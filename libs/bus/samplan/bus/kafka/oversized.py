"""What is too large to keep is kept as a digest, its size and its first bytes (I15)."""

from __future__ import annotations

import base64
from hashlib import sha256
from typing import Any

import msgspec

LARGEST = 256 * 1024
"""Key, value and headers of a record together. A contract event has less than four kilobytes."""
LARGEST_KEY = 1024
LARGEST_HEADERS = 16 * 1024
FIRST_BYTES = 512

Headers = tuple[tuple[str, bytes | None], ...]


class Oversized(bytes):
    """JSON that describes a value: `sha256`, `size`, and `first`, its first bytes in Base64."""

    __slots__ = ()

    @classmethod
    def of(cls, value: bytes) -> Oversized:
        described = {
            "sha256": sha256(value).hexdigest(),
            "size": len(value),
            "first": base64.b64encode(value[:FIRST_BYTES]).decode(),
        }
        return cls(msgspec.json.encode(described))


def limited(record: Any) -> Any:
    """A record of the client library as it is, or with what is too large reduced.

    A key that is too large names no aggregate, and headers that are too large state nothing.
    """
    key, value, headers = record.key, record.value, tuple(record.headers)
    stated = sum(len(name) + len(one or b"") for name, one in headers)
    if len(key or b"") + len(value or b"") + stated <= LARGEST:
        return record
    return LimitedRecord(record, key, value, headers if stated <= LARGEST_HEADERS else ())


class LimitedRecord:
    """Replaces a record that is too large."""

    checksum: None = None

    def __init__(self, record: Any, key: bytes | None, value: bytes | None, headers: Headers) -> None:
        self.offset: int = record.offset
        self.timestamp: int = record.timestamp
        self.timestamp_type: int = record.timestamp_type
        self.key = key if len(key or b"") <= LARGEST_KEY else None
        self.value = Oversized.of(value or b"")
        self.headers = headers
