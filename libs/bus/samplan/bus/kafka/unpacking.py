"""Unpacks a batch of records in bounded memory (I15).

A batch of a few kilobytes can unpack to gigabytes. aiokafka unpacks it before anybody can measure it, so the
batch is unpacked here and given to aiokafka as one that is not compressed.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Any

import cramjam
from aiokafka.codec import _detect_xerial_stream

MOST_BYTES = 16 * 1024 * 1024
"""Of a batch: some ten thousand events. Producers send less than one megabyte before compression."""
MOST_RECORDS = 100_000
"""Of a batch: each takes some hundred bytes beside its own."""

_MAGIC_AT, _ATTRIBUTES_AT, _COUNT_AT, _RECORDS_AT = 16, 21, 57, 61
_LENGTH_AT, _OVERHEAD = 8, 12
_CODEC = 0b111
_FIRST_GUESS = 64 * 1024
_USUAL_RATIO = 20
_FULL = "failed to write whole buffer"

Into = Callable[[Any, bytearray], int]


class TooLarge(Exception):
    """The batch would take too much memory."""


def unpacked(batch: bytes) -> bytes:
    """The batch without compression. Raises TooLarge, and the codecs' errors."""
    if batch[_MAGIC_AT] < 2:
        raise ValueError("a format of Kafka before 0.11, which no broker writes any more")
    if int.from_bytes(batch[_COUNT_AT:_RECORDS_AT], "big") > MOST_RECORDS:
        raise TooLarge
    [attributes] = struct.unpack_from(">H", batch, _ATTRIBUTES_AT)
    if not attributes & _CODEC:
        return batch
    records = _decompressed(attributes & _CODEC, batch[_RECORDS_AT:])
    length = _RECORDS_AT - _OVERHEAD + len(records)
    plain = struct.pack(">H", attributes & ~_CODEC)
    head = batch[:_LENGTH_AT] + struct.pack(">I", length) + batch[_OVERHEAD:_ATTRIBUTES_AT] + plain
    return head + batch[_ATTRIBUTES_AT + 2 : _RECORDS_AT] + records


def _decompressed(codec: int, data: bytes) -> bytes:
    if codec == _SNAPPY:
        return _of_snappy(data)
    return _within(_INTO[codec], data)


def _within(into: Into, data: bytes) -> bytes:
    """Decompress into a buffer, which grows up to the limit: a large buffer takes milliseconds to clear."""
    size = min(MOST_BYTES, max(_FIRST_GUESS, _USUAL_RATIO * len(data)))
    while True:
        buffer = bytearray(size)
        try:
            return bytes(memoryview(buffer)[: into(data, buffer)])
        except cramjam.DecompressionError as error:
            if _FULL not in str(error):
                raise
        if size == MOST_BYTES:
            raise TooLarge
        size = min(MOST_BYTES, 8 * size)


def _of_snappy(data: bytes) -> bytes:
    """Snappy states its length. Java clients send a sequence of blocks, each with its compressed length."""
    if not _detect_xerial_stream(data):
        return _of_snappy_blocks([data])
    blocks, at = [], 16
    while at < len(data):
        [size] = struct.unpack_from(">I", data, at)
        blocks.append(data[at + 4 : at + 4 + size])
        at += 4 + size
    return _of_snappy_blocks(blocks)


def _of_snappy_blocks(blocks: list[bytes]) -> bytes:
    if sum(cramjam.snappy.decompress_raw_len(block) for block in blocks) > MOST_BYTES:
        raise TooLarge
    return b"".join(bytes(cramjam.snappy.decompress_raw(block)) for block in blocks)


_SNAPPY = 2
_INTO: dict[int, Into] = {
    1: cramjam.gzip.decompress_into,
    3: cramjam.lz4.decompress_into,
    4: cramjam.zstd.decompress_into,
}
"""Kafka's numbers of the codecs."""
