"""How far a source has published, as the topic tells: a store that was put back knows nothing of it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition

from samplan.bus.kafka.access import Access
from samplan.bus.kafka.client import close, partitions_of, reader_for

LOOK_BACK = 1000
"""Records from a partition's end: more than a relay that was killed may have repeated there."""
HEAD_TIMEOUT_SECONDS = 30


class Head(NamedTuple):
    """The newest event of a source that its topic shows."""

    sequence: int
    recorded_at: datetime


class StoreIsBehindItsHead(Exception):
    """The store does not hold what it has published: an older copy, or another one, was put in its place.

    The finding is kept in the store (`meta`, `behind_its_head`; see `behind`), for every process of it.
    """

    CURE = "put a newer copy in its place, or run `republish --new-epoch`"


def refuse_strangers(heads: Mapping[str, Head], own: frozenset[str]) -> None:
    """Raises StoreIsBehindItsHead when somebody else has published under the same agency and service."""
    name = next(iter(own)).rpartition("/")[0]
    if strangers := [source for source in heads if source not in own and source.rpartition("/")[0] == name]:
        raise StoreIsBehindItsHead(f"another store has published: {', '.join(sorted(strangers))}")


async def published_heads(access: Access, topic: str) -> Mapping[str, Head]:
    """The head of each source that the topic shows."""
    reader = reader_for(access)
    try:
        async with asyncio.timeout(HEAD_TIMEOUT_SECONDS):
            await reader.start()
            places = await partitions_of(reader, topic)
            tails = await _tails(reader, places) if places else []
            return _heads(tails)
    finally:
        await close(reader)


async def _tails(reader: AIOKafkaConsumer, places: set[TopicPartition]) -> list[ConsumerRecord]:
    ends: Mapping[TopicPartition, int] = await reader.end_offsets(list(places))
    beginnings: Mapping[TopicPartition, int] = await reader.beginning_offsets(list(places))
    reader.assign(list(places))
    for place, end in ends.items():
        reader.seek(place, max(beginnings[place], end - LOOK_BACK))
    tails: list[ConsumerRecord] = []
    while [place for place, end in ends.items() if await reader.position(place) < end]:
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
        except (AttributeError, KeyError, ValueError):  # not what a relay writes
            continue
        heads[source] = max(head, heads.get(source, head))
    return heads
