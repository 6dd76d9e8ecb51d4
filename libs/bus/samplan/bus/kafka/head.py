"""How far a source has published according to its topic: a restored store does not know."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition

from samplan.bus.kafka.access import Access
from samplan.bus.kafka.client import close, partitions_of, reader_for

LOOK_BACK = 1000
"""Records to read at a partition's end: more than a killed relay can have repeated there."""
HEAD_TIMEOUT_SECONDS = 30


class Head(NamedTuple):
    """The newest event of a source in its topic."""

    sequence: int
    recorded_at: datetime


class StoreIsBehindItsHead(Exception):
    """The store lacks events that it has published: it was replaced by an older copy or another store.

    `rollback` keeps the finding in the store (`meta`, `behind_its_head`), for all of its processes.
    """

    CURE = "replace the store by a newer copy, or run `republish --new-epoch`"


def refuse_unknown_sources(heads: Mapping[str, Head], own: frozenset[str]) -> None:
    """Raises StoreIsBehindItsHead when an unknown store has published for the same agency and service."""
    name = next(iter(own)).rpartition("/")[0]
    if unknown := [source for source in heads if source not in own and source.rpartition("/")[0] == name]:
        raise StoreIsBehindItsHead(f"another store has published: {', '.join(sorted(unknown))}")


async def published_heads(access: Access, *topics: str) -> Mapping[str, Head]:
    """The published head of each source in the topics."""
    reader = reader_for(access)
    try:
        async with asyncio.timeout(HEAD_TIMEOUT_SECONDS):
            await reader.start()
            partitions = {place for topic in topics for place in await partitions_of(reader, topic)}
            tails = await _tails(reader, partitions) if partitions else []
            return _heads(tails)
    finally:
        await close(reader)


async def _tails(reader: AIOKafkaConsumer, partitions: set[TopicPartition]) -> list[ConsumerRecord]:
    ends: Mapping[TopicPartition, int] = await reader.end_offsets(list(partitions))
    beginnings: Mapping[TopicPartition, int] = await reader.beginning_offsets(list(partitions))
    reader.assign(list(partitions))
    for partition, end in ends.items():
        reader.seek(partition, max(beginnings[partition], end - LOOK_BACK))
    tails: list[ConsumerRecord] = []
    while [one for one, end in ends.items() if await reader.position(one) < end]:
        for records in (await reader.getmany(timeout_ms=100)).values():
            tails += records
    return tails


def _heads(records: Sequence[ConsumerRecord]) -> Mapping[str, Head]:
    heads: dict[str, Head] = {}
    for record in records:
        headers = dict(record.headers)
        try:
            source = headers["ce_source"].decode()
            head = Head(int(headers["ce_sequence"]), datetime.fromisoformat(headers["ce_time"].decode()))
        except (AttributeError, KeyError, ValueError):  # not written by a relay
            continue
        heads[source] = max(head, heads.get(source, head))
    return heads
