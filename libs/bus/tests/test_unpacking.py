"""I15, K66: a batch takes bounded memory, however small it is when it arrives."""

import resource
import struct
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import cramjam
import msgspec
import pytest
from aiokafka.record.default_records import DefaultRecordBatchBuilder
from aiokafka.record.util import calc_crc32c

from samplan.bus.kafka.oversized import FIRST_BYTES, LARGEST, LARGEST_KEY, Oversized
from samplan.bus.kafka.undecodable import RawBatch, _Batches
from samplan.bus.kafka.unpacking import MOST_BYTES, MOST_RECORDS

CODECS = {"none": 0, "gzip": 1, "snappy": 2, "lz4": 3, "zstd": 4}
MEGABYTE = 1024 * 1024
ROOM = 64 * MEGABYTE
"""What reading may take, with the library's own copies."""
KEY, VALUE = b"a key", b"{}"
HEADERS = [("ce_effect", b"ends")]


def batch_of(
    value: bytes, codec: str = "none", key: bytes = KEY, headers: Sequence[tuple[str, bytes]] = HEADERS
) -> bytes:
    builder = DefaultRecordBatchBuilder(2, CODECS[codec], 0, -1, -1, -1, 2 * MOST_BYTES)
    builder.append(0, timestamp=0, key=key, value=value, headers=list(headers))
    return bytes(builder.build())


def replaced(records: bytes, codec: str, number: int = 1) -> bytes:
    """A batch with these bytes as its compressed records."""
    head = bytearray(batch_of(VALUE)[:61])
    struct.pack_into(">I", head, 8, 61 - 12 + len(records))
    struct.pack_into(">H", head, 21, CODECS[codec])
    struct.pack_into(">I", head, 57, number)
    batch = bytes(head) + records
    return batch[:17] + struct.pack(">I", calc_crc32c(batch[21:])) + batch[21:]


def read(batch: bytes) -> list[Any]:
    found = _Batches(batch).next_batch()
    assert found is not None
    assert found.validate_crc()
    return list(found)


def bomb(codec: str) -> bytes:
    """A quarter of a gigabyte of zeros."""
    module = getattr(cramjam, codec)
    if codec == "snappy":
        block = bytes(cramjam.snappy.compress_raw(bytes(MEGABYTE)))
        xerial = b"\x82SNAPPY\x00" + struct.pack(">ii", 1, 1)
        return xerial + (struct.pack(">I", len(block)) + block) * 240
    return bytes(module.compress(bytes(16 * MEGABYTE))) * 15


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("size", [2, 100_000, LARGEST - 100])
def test_an_ordinary_batch_is_read_as_it_is(codec: str, size: int) -> None:
    value = (b"[1,2,3,4,5,6,7]" * size)[:size]
    [one] = read(batch_of(value, codec))
    assert (one.offset, one.key, one.value, list(one.headers)) == (0, KEY, value, HEADERS)


@pytest.mark.parametrize("codec", ["gzip", "snappy", "lz4", "zstd"])
def test_a_bomb_is_not_unpacked_and_is_described_by_its_digest(codec: str) -> None:
    packed = replaced(bomb(codec), codec)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    [one] = [*read(packed), *read(packed), *read(packed)][:1]
    assert isinstance(one.value, Oversized)
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024 < ROOM
    described = msgspec.json.decode(one.value)
    assert (described["sha256"], described["size"]) == (sha256(packed).hexdigest(), len(packed))
    assert (one.key, one.headers) == (None, ())


def test_a_batch_of_too_many_records_is_not_read() -> None:
    [one] = read(replaced(b"", "none", MOST_RECORDS + 1))
    assert isinstance(one.value, Oversized)


def test_a_record_that_is_too_large_keeps_its_key_and_headers() -> None:
    value = b"x" * (LARGEST + 1)
    [one] = read(batch_of(value, "zstd"))
    assert (one.offset, one.key, list(one.headers)) == (0, KEY, HEADERS)
    described = msgspec.json.decode(one.value)
    assert (described["sha256"], described["size"]) == (sha256(value).hexdigest(), len(value))
    assert len(one.value) < 2 * FIRST_BYTES


@pytest.mark.parametrize(
    ("key", "headers"), [(b"k" * LARGEST, HEADERS), (KEY, [("ce_type", b"t" * LARGEST)])]
)
def test_a_record_with_a_huge_key_or_header_keeps_neither(
    key: bytes, headers: list[tuple[str, bytes]]
) -> None:
    [one] = read(batch_of(VALUE, key=key, headers=headers))
    assert len(one.key or b"") <= LARGEST_KEY
    assert sum(len(value) for _, value in one.headers) <= len(b"ends")


@pytest.mark.parametrize("codec", ["gzip", "snappy", "lz4", "zstd"])
def test_a_damaged_batch_is_kept_whole(codec: str) -> None:
    packed = replaced(b"not compressed at all", codec)
    [one] = read(packed)
    assert (type(one.value), one.value) == (RawBatch, packed)


def test_a_large_damaged_batch_is_described() -> None:
    [one] = read(replaced(b"x" * LARGEST, "zstd"))
    assert isinstance(one.value, Oversized)
