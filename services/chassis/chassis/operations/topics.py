"""A whole topic, from where it begins to where it ends at present."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition

from chassis.access import Access
from chassis.kafka import places_of, reader_for
from chassis.received import Received, read


async def records_of(access: Access, cluster: str, topic: str) -> AsyncIterator[Received]:
    """Every record, in order within each partition."""
    reader = reader_for(access)
    await reader.start()
    try:
        places = await places_of(reader, topic)
        if not places:
            return
        async for record in _up_to(reader, await reader.end_offsets(list(places))):
            yield received(cluster, record)
    finally:
        await reader.stop()


async def first_records_of(access: Access, cluster: str, topic: str) -> Mapping[int, Received | int]:
    """For each partition its first record; its end, where it is empty."""
    reader = reader_for(access)
    await reader.start()
    try:
        places = await places_of(reader, topic)
        ends: Mapping[TopicPartition, int] = await reader.end_offsets(list(places)) if places else {}
        firsts: dict[int, Received | int] = {place.partition: end for place, end in ends.items()}
        async for record in _up_to(reader, ends):
            if isinstance(firsts[record.partition], int):
                firsts[record.partition] = received(cluster, record)
                reader.pause(TopicPartition(topic, record.partition))
            if not any(isinstance(first, int) for first in firsts.values()):
                break
        return firsts
    finally:
        await reader.stop()


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
