"""The inbox reads other services' topics and goes on where its own database says it stopped.

It joins no consumer group: the database decides what has been taken in, and locks it, so two inboxes
of one service read the same records and only one of them has the effect.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace

import structlog
from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition
from aiokafka.errors import OffsetOutOfRangeError, TopicAuthorizationFailedError

from samplan.bus.kafka.access import Access
from samplan.bus.kafka.client import (
    Backoff,
    Cluster,
    ClusterChanged,
    close,
    outliving_the_library,
    places_of,
    reader_for,
)
from samplan.bus.kafka.received import Received, read
from samplan.bus.kafka.undecodable import RawBatch
from samplan.bus.observe.telemetry import INBOX_LAG, TOPICS_DENIED
from samplan.bus.reading.catch_up import Word
from samplan.bus.reading.intake import Consumer, next_offset, take_in, take_in_what_follows
from samplan.bus.store.transactions import Database
from samplan.contracts.envelope import ReasonCode

log = structlog.get_logger()

BATCH = 500
POLL_MS = 200
LOOK_AROUND_SECONDS = 2.0


class Trimmed(Exception):
    """Records that were never taken in are gone from the topic: going on would lose them silently."""


class Inbox:
    """Reads every topic that matches a pattern, for one service."""

    def __init__(self, database: Database, consumer: Consumer, *, access: Access, pattern: str) -> None:
        self._database = database
        self._consumer = consumer
        self._access = access
        self._pattern = re.compile(pattern)
        self.is_reading = False
        self.lag = 0
        self.failure: str | None = None
        self._word = Word(database)

    async def run(self, stop: asyncio.Event) -> None:
        """Take in until told to stop. Raises Trimmed; waits out what the broker and the store do."""
        backoff = Backoff(stop)
        while not stop.is_set():
            try:
                with outliving_the_library():
                    async with Cluster(self._access) as cluster:
                        await self._read_until(stop, cluster, backoff)
            except Trimmed as error:
                self.failure = "Trimmed"
                log.critical("inbox_stopped", error="Trimmed", detail=str(error))
                raise
            except ClusterChanged:
                log.warning("inbox_follows_new_cluster")
            except Exception as error:  # noqa: BLE001  # broker, store or library: nothing is lost by waiting
                # A new session reads again all that was polled and not taken in.
                log.warning("inbox_retries", error=type(error).__name__)
                await self._word.keep()
                await backoff.pause()
            finally:
                self.is_reading = False

    async def _read_until(self, stop: asyncio.Event, cluster: Cluster, backoff: Backoff) -> None:
        reader = reader_for(self._access)
        session = _Session(self._database, self._consumer, reader, cluster)
        try:
            await reader.start()
            while not stop.is_set():
                await session.look_around(self._pattern)
                await session.poll()
                self.failure = session.failure
                self.is_reading = self.failure is None
                self.lag = session.lag
                await self._word.give(heard_all=session.has_heard_all)
                backoff.reset()
        finally:
            await close(reader)


class _Session:
    """One connection to one cluster."""

    def __init__(
        self, database: Database, consumer: Consumer, reader: AIOKafkaConsumer, cluster: Cluster
    ) -> None:
        self._database = database
        self._consumer = consumer
        self._reader = reader
        self._cluster = cluster
        self._next: dict[TopicPartition, int] = {}
        self._looked_at = float("-inf")
        self._denied: frozenset[str] = frozenset()
        self._goal: Mapping[TopicPartition, int] | None = None
        self.lag = 0
        INBOX_LAG.clear()  # another cluster may lack topics or partitions of the one before

    async def look_around(self, pattern: re.Pattern[str]) -> None:
        """Every few seconds: is it the same cluster, are there new topics or partitions, how far behind?"""
        if time.monotonic() - self._looked_at < LOOK_AROUND_SECONDS:
            return
        self._looked_at = time.monotonic()
        await self._cluster.check()
        topics = {name: one for name, one in (await self._cluster.topics()).items() if pattern.match(name)}
        self._note_denied(frozenset(name for name, one in topics.items() if not one.may_read))
        places = await self._places([name for name in topics if name not in self._denied])
        await self._assign(places)
        ends = await self._measure()
        if self._goal is None and {place.topic for place in places} == topics.keys():
            self._goal = ends

    @property
    def failure(self) -> str | None:
        """What keeps it from reading anything at all."""
        if self._denied and not self._next:
            return f"inbox may not read {', '.join(sorted(self._denied))}"
        return None

    def _note_denied(self, denied: frozenset[str]) -> None:
        """Say which topics of the pattern we may not read; the others go on."""
        TOPICS_DENIED.set(len(denied))  # told anew each time: the session before may have left a figure
        if denied == self._denied:
            return
        for topic in denied - self._denied:
            log.error("topic_denied", topic=topic, right="read")
        for topic in self._denied - denied:
            log.warning("topic_allowed", topic=topic, right="read")
        self._denied = denied
        self._next = {place: offset for place, offset in self._next.items() if place.topic not in denied}
        self._follow()

    def _follow(self) -> None:
        self._reader.assign(sorted(self._next))
        for place, offset in self._next.items():
            self._reader.seek(place, offset)

    async def poll(self) -> None:
        """Take in what has come, partition by partition."""
        if not self._next:
            await asyncio.sleep(POLL_MS / 1000)
            return
        for place, records in (await self._poll_records()).items():
            batch = [self._read(record) for record in records]
            await asyncio.to_thread(take_in, self._database, self._consumer, batch)
            self._next[place] = records[-1].offset + 1

    @property
    def has_heard_all(self) -> bool:
        """Whether all that was there at the first look has been taken in."""
        if self._goal is None or self._denied:
            return False
        return all(self._next[place] >= end for place, end in self._goal.items())

    async def _poll_records(self) -> Mapping[TopicPartition, Sequence[ConsumerRecord]]:
        """What has come, from the cluster that this session is about and no other.

        After a wipe the same address gives records at the same offsets that are others. Asked
        afterwards, the cluster vouches for all that was read before.
        """
        polled: Mapping[TopicPartition, Sequence[ConsumerRecord]]
        try:
            polled = await self._reader.getmany(timeout_ms=POLL_MS, max_records=BATCH)
        except OffsetOutOfRangeError as error:
            await self._cluster.check()
            raise Trimmed(str(error)) from error
        except TopicAuthorizationFailedError:
            self._looked_at = float("-inf")  # a right was taken away: see which
            return {}
        if polled:
            await self._cluster.check()
        return polled

    async def _places(self, topics: Sequence[str]) -> set[TopicPartition]:
        places: set[TopicPartition] = set()
        for topic in topics:
            places |= await places_of(self._reader, topic)
        return places

    async def _assign(self, places: set[TopicPartition]) -> None:
        fresh = places - set(self._next)
        if not fresh:
            return
        for topic in sorted({place.topic for place in fresh}):
            await asyncio.to_thread(take_in_what_follows, self._database, self._consumer, topic)
        for place in fresh:
            self._next[place] = await self._start_of(place)
        self._follow()
        beginnings = await self._reader.beginning_offsets(list(fresh))
        for place in fresh:
            if beginnings[place] > self._next[place]:
                await self._cluster.check()
                raise Trimmed(f"{place.topic}/{place.partition} begins after {self._next[place]}")

    async def _start_of(self, place: TopicPartition) -> int:
        known = await asyncio.to_thread(
            next_offset, self._database, self._cluster.id, place.topic, place.partition
        )
        return known or 0

    async def _measure(self) -> Mapping[TopicPartition, int]:
        ends: Mapping[TopicPartition, int]
        ends = await self._reader.end_offsets(list(self._next)) if self._next else {}
        lags = {place: max(0, end - self._next[place]) for place, end in ends.items()}
        for place, lag in lags.items():
            INBOX_LAG.labels(place.topic, str(place.partition)).set(lag)
        self.lag = sum(lags.values())
        return ends

    def _read(self, record: ConsumerRecord) -> Received:
        received = read(
            cluster=self._cluster.id,
            topic=record.topic,
            partition=record.partition,
            offset=record.offset,
            key=record.key,
            value=record.value,
            headers=record.headers,
        )
        if isinstance(record.value, RawBatch):
            return replace(received, reason=ReasonCode.UNDECODABLE_CODEC.value)
        return received
