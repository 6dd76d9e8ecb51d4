"""A whole topic, from where it begins to where it ends at present."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import NamedTuple

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition

from samplan.bus.kafka.access import Access
from samplan.bus.kafka.client import close, partitions_of, reader_for
from samplan.bus.kafka.received import Received, read


async def records_of(access: Access, cluster: str, topic: str) -> AsyncIterator[Received]:
    """Every record, in order within each partition."""
    reader = reader_for(access)
    await reader.start()
    try:
        places = await partitions_of(reader, topic)
        if not places:
            return
        async for record in _up_to(reader, await reader.end_offsets(list(places))):
            yield received(cluster, record)
    finally:
        await close(reader)


class Beginning(NamedTuple):
    """Where a partition begins and ends, and its first record unless it is empty."""

    offset: int
    end: int
    first: Received | None


async def beginnings_of(access: Access, cluster: str, topic: str) -> Mapping[int, Beginning]:
    """How each partition of a topic begins."""
    reader = reader_for(access)
    await reader.start()
    try:
        places = await partitions_of(reader, topic)
        return {place.partition: await _beginning(reader, cluster, place) for place in places}
    finally:
        await close(reader)


async def _beginning(reader: AIOKafkaConsumer, cluster: str, place: TopicPartition) -> Beginning:
    begins = (await reader.beginning_offsets([place]))[place]
    ends = await reader.end_offsets([place])
    async for record in _up_to(reader, ends):
        return Beginning(begins, ends[place], received(cluster, record))
    return Beginning(begins, ends[place], None)


async def _up_to(
    reader: AIOKafkaConsumer, ends: Mapping[TopicPartition, int]
) -> AsyncIterator[ConsumerRecord]:
    beginnings: Mapping[TopicPartition, int] = await reader.beginning_offsets(list(ends))
    left = {place for place, end in ends.items() if beginnings[place] < end}
    reader.assign(sorted(left))
    for place in left:
        reader.seek(place, beginnings[place])
    while left:
        polled: Mapping[TopicPartition, Sequence[ConsumerRecord]] = await reader.getmany(timeout_ms=100)
        for place, records in polled.items():
            for record in records:
                if record.offset < ends[place]:
                    yield record
        left = {place for place in left if await reader.position(place) < ends[place]}


def received(cluster: str, record: ConsumerRecord) -> Received:
    """A record as the inbox would read it."""
    return read(
        cluster=cluster,
        topic=record.topic,
        partition=record.partition,
        offset=record.offset,
        key=record.key,
        value=record.value if isinstance(record.value, bytes) else None,
        headers=record.headers,
    )
