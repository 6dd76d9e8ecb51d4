"""Batches that cannot be unpacked: aiokafka would fail on such a batch for ever, and read no further.

One that would take too much memory is not unpacked, and a record that is too large is reduced (I15).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from aiokafka.consumer import fetcher
from aiokafka.record.memory_records import MemoryRecords

from samplan.bus.kafka.oversized import LARGEST, Oversized, limited
from samplan.bus.kafka.unpacking import TooLarge, unpacked

_LENGTH_AT, _OVERHEAD = 8, 12


class RawBatch(bytes):
    """A whole batch as received: compressed with an unknown codec, or corrupted before it was sent."""

    __slots__ = ()


class _RawRecord(NamedTuple):
    """Replaces the records of the batch."""

    offset: int
    value: RawBatch | Oversized
    timestamp: int = 0
    timestamp_type: int = 0
    key: None = None
    checksum: None = None
    headers: tuple[()] = ()


class _Batch:
    """aiokafka's batch, except that a batch that cannot be unpacked is its own only record."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._batch = MemoryRecords(raw).next_batch()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._batch, name)

    def __iter__(self) -> Iterator[Any]:
        try:
            # Not earlier: aiokafka validates the checksum before the batch is unpacked.
            return iter([limited(one) for one in MemoryRecords(unpacked(self._raw)).next_batch()])
        except TooLarge:
            return self._as_one_record(Oversized.of(self._raw))
        except Exception:  # noqa: BLE001  # each codec has its own errors
            return self._as_one_record(
                RawBatch(self._raw) if len(self._raw) <= LARGEST else Oversized.of(self._raw)
            )

    def _as_one_record(self, value: RawBatch | Oversized) -> Iterator[Any]:
        return iter([_RawRecord(self._batch.next_offset - 1, value)])


class _Batches:
    """Replaces aiokafka's MemoryRecords: the batches of one response, the last of which may be incomplete."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def size_in_bytes(self) -> int:
        return len(self._data)

    def has_next(self) -> bool:
        return self._end() is not None

    def next_batch(self) -> _Batch | None:
        end = self._end()
        if end is None:
            return None
        raw = self._data[self._at : end]
        self._at = end
        return _Batch(raw)

    def _end(self) -> int | None:
        start = self._at + _OVERHEAD
        if len(self._data) < start:
            return None
        end = start + int.from_bytes(self._data[self._at + _LENGTH_AT : start], "big")
        return end if end <= len(self._data) else None


def enable_raw_batches() -> None:
    """Let every consumer of this process return such a batch as one record whose value is a RawBatch."""
    fetcher.MemoryRecords = _Batches
