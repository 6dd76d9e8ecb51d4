"""Reads a complete topic, from its beginning to its present end."""

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
        partitions = await partitions_of(reader, topic)
        if not partitions:
            return
        async for record in _up_to(reader, await reader.end_offsets(list(partitions))):
            yield received(cluster, record)
    finally:
        await close(reader)


class Beginning(NamedTuple):
    """Where a partition begins and ends, and its first record unless it is empty."""

    offset: int
    end: int
    first: Received | None


async def beginnings_of(access: Access, cluster: str, topic: str) -> Mapping[int, Beginning]:
    """The beginning of each partition of a topic."""
    reader = reader_for(access)
    await reader.start()
    try:
        partitions = await partitions_of(reader, topic)
        return {partition.partition: await _beginning(reader, cluster, partition) for partition in partitions}
    finally:
        await close(reader)


async def never_written(access: Access, topics: Sequence[str]) -> frozenset[str]:
    """The topics that have never had a record, since they were created."""
    reader = reader_for(access)
    await reader.start()
    try:
        found: set[str] = set()
        for topic in topics:
            ends = await reader.end_offsets(list(await partitions_of(reader, topic)))
            if not any(ends.values()):
                found.add(topic)
        return frozenset(found)
    finally:
        await close(reader)


async def _beginning(reader: AIOKafkaConsumer, cluster: str, partition: TopicPartition) -> Beginning:
    begins = (await reader.beginning_offsets([partition]))[partition]
    ends = await reader.end_offsets([partition])
    async for record in _up_to(reader, ends):
        return Beginning(begins, ends[partition], received(cluster, record))
    return Beginning(begins, ends[partition], None)


async def _up_to(
    reader: AIOKafkaConsumer, ends: Mapping[TopicPartition, int]
) -> AsyncIterator[ConsumerRecord]:
    beginnings: Mapping[TopicPartition, int] = await reader.beginning_offsets(list(ends))
    left = {partition for partition, end in ends.items() if beginnings[partition] < end}
    reader.assign(sorted(left))
    for partition in left:
        reader.seek(partition, beginnings[partition])
    while left:
        polled: Mapping[TopicPartition, Sequence[ConsumerRecord]] = await reader.getmany(timeout_ms=100)
        for partition, records in polled.items():
            for record in records:
                if record.offset < ends[partition]:
                    yield record
        left = {partition for partition in left if await reader.position(partition) < ends[partition]}


def received(cluster: str, record: ConsumerRecord) -> Received:
    """A record as the inbox reads it."""
    return read(
        cluster=cluster,
        topic=record.topic,
        partition=record.partition,
        offset=record.offset,
        key=record.key,
        value=record.value if isinstance(record.value, bytes) else None,
        headers=record.headers,
    )
