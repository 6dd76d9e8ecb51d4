"""The reporting service's inbox with its projection, beside a bare consumer that only decodes."""

import asyncio
import re
import time
from collections.abc import Callable, Iterable

from aiokafka import ConsumerRecord, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient

from bench.publishing import until
from reporting.projection.head import head_of
from reporting.projection.projector import Projector
from reporting.projection.rebuild import rebuild
from samplan.bus.kafka.access import Access
from samplan.bus.kafka.client import reader_for
from samplan.bus.reading.inbox import Inbox
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import Agency
from samplan.contracts.envelope import decode

BATCH = 500


def pattern_of(agencies: Iterable[Agency]) -> str:
    return rf"^({'|'.join(re.escape(agency) for agency in agencies)})\.(referral|consent|planning)\.v1$"


async def receive_all(database: Database, pattern: str, bootstrap: str, records: int) -> float:
    """Receive every record of the topics of a pattern; seconds from the first poll to the last fact."""
    inbox, stop = (
        Inbox(database, Projector(), access=Access(bootstrap=bootstrap), pattern=pattern),
        asyncio.Event(),
    )
    running = asyncio.create_task(inbox.run(stop))
    await until(lambda: inbox.is_reading, running)
    started = time.perf_counter()
    await until(lambda: head_of(database).position >= records, running)
    seconds = time.perf_counter() - started
    stop.set()
    await running
    return seconds


async def decode_all(pattern: str, bootstrap: str) -> tuple[int, float]:
    """Read and decode the topics of a pattern; the number of records, and seconds."""
    started, seen = time.perf_counter(), 0

    def decode_each(batch: list[ConsumerRecord]) -> None:
        nonlocal seen
        seen += len([decode(one.topic, one.key, one.value, one.headers) for one in batch])

    await read_all(pattern, bootstrap, decode_each)
    return seen, time.perf_counter() - started


async def read_all(pattern: str, bootstrap: str, handle: Callable[[list[ConsumerRecord]], None]) -> None:
    """Every record that is now in the topics of a pattern, batch by batch."""
    reader = reader_for(Access(bootstrap=bootstrap))
    await reader.start()
    try:
        topics = [topic for topic in await reader.topics() if re.match(pattern, topic)]
        partitions = await _partitions(topics, bootstrap)
        ends = await reader.end_offsets(partitions)
        reader.assign(partitions)
        await reader.seek_to_beginning(*partitions)
        left = sum(ends.values())
        while left:
            for batch in (await reader.getmany(timeout_ms=200, max_records=BATCH)).values():
                handle(batch)
                left -= len(batch)
    finally:
        await reader.stop()


async def _partitions(topics: list[str], bootstrap: str) -> list[TopicPartition]:
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await admin.start()
    try:
        described = await admin.describe_topics(topics)
    finally:
        await admin.close()
    return [
        TopicPartition(one["topic"], part["partition"]) for one in described for part in one["partitions"]
    ]


def rebuild_all(database: Database) -> float:
    """Fold every fact again; events per second."""
    started = time.perf_counter()
    facts = rebuild(database)
    return facts / (time.perf_counter() - started)
