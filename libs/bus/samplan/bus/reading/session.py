"""An inbox's session with one cluster: it continues at the stored positions and skips no record."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Collection, Mapping, Sequence

import structlog
from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition
from aiokafka.errors import IllegalStateError

from samplan.bus.kafka.access import Access
from samplan.bus.kafka.client import Backoff, Cluster, client_cancellation_as_error
from samplan.bus.kafka.received import Received
from samplan.bus.kafka.selection import RightsChanged, by_place, show_lag, topics_of, without
from samplan.bus.kafka.trust import Trust
from samplan.bus.observe.telemetry import INBOX_FAILURES, INBOX_LAG
from samplan.bus.reading.breaker import TRANSIENT, Guarded, NotYetKnown, ProgramFault
from samplan.bus.reading.full import FullPartitions, ParkedFull
from samplan.bus.reading.intake import apply_batch, apply_deferred
from samplan.bus.reading.lease import Lease
from samplan.bus.reading.marks import next_offset
from samplan.bus.reading.subscription import Records, Subscription, received_of
from samplan.bus.store.transactions import Database
from samplan.contracts.heartbeat import is_heartbeat_topic
from samplan.contracts.registry import is_delivery

log = structlog.get_logger()

METADATA_REFRESH_SECONDS = 2.0
EARLY_REFRESH_SECONDS = 0.5
"""The interval until the inbox has caught up and has heard every consent service."""
PATIENCE_MS = 300
ENOUGH_TO_JUDGE = 50


class Trimmed(Exception):
    """Records that were never applied are gone from the topic: continuing would lose them silently."""


class Session:
    """Reads from a cluster and keeps the positions."""

    def __init__(
        self, store: Database, consumer: Guarded, cluster: Cluster, trust: Trust, pattern: str, lease: Lease
    ) -> None:
        self._database = store
        self._consumer = consumer
        self._cluster = cluster
        self._pattern, self._trust = trust.pattern(pattern), trust
        self._lease = lease
        self.full = FullPartitions(store, consumer.most_parked)
        lease.begin_session()
        self._next: dict[TopicPartition, int] = {}
        self._gaps: dict[TopicPartition, int] = {}
        self._topics: frozenset[str] = frozenset()
        self._goal: Mapping[TopicPartition, int] | None = None
        self._looked_at = float("-inf")
        self._subscription: Subscription | None = None
        self._over = asyncio.Event()
        self._backoff = Backoff(self._over)
        self._applying = asyncio.Lock()
        self.denied: frozenset[str] = frozenset()
        self.is_waiting = False
        """Whether received records cannot be applied at present."""
        self.lag = 0
        INBOX_LAG.clear()  # another cluster may lack topics or partitions of the earlier one

    async def begin(self, access: Access, batch: int) -> None:
        """Start reading the readable topics."""
        _, self.denied = await topics_of(self._cluster, self._pattern)
        pattern = without(self._pattern, self.denied)
        self._subscription = Subscription(
            access, pattern, batch=batch, apply=self.apply, read_again=self.read_again
        )
        self._reader: AIOKafkaConsumer = await self._subscription.start()

    async def wait(self, seconds: float) -> None:
        """Let records arrive for some seconds. Raises the error that ends the session."""
        if self._subscription:
            await self._subscription.wait(seconds)

    async def end(self) -> None:
        """Stop applying and reading."""
        self._over.set()
        if self._subscription:
            await self._subscription.stop()

    @property
    def reads_nothing(self) -> bool:
        """Whether topics match but none of them may be read."""
        return bool(self.denied) and not self._next

    @property
    def is_caught_up(self) -> bool:
        """Whether everything that the topics held at the first look has been applied."""
        if self._goal is None or self.denied or self._consumer.stopped_at or self.full.stopped:
            return False
        return all(self._next.get(place, 0) >= end for place, end in self._goal.items())

    async def refresh_metadata(self) -> None:
        """Every few seconds: check the cluster's id, find new topics and partitions, and measure the lag."""
        self._lease.settle(self._next)
        is_settled = self.is_caught_up and self._lease.left > 0
        pause = METADATA_REFRESH_SECONDS if is_settled else EARLY_REFRESH_SECONDS
        if time.monotonic() - self._looked_at < pause:
            return
        self._looked_at, asked_at = time.monotonic(), self._lease.now()
        await self._cluster.check()
        readable, denied = await topics_of(self._cluster, self._pattern)
        if denied != self.denied:
            raise RightsChanged
        assigned: set[TopicPartition] = set(self._reader.assignment())
        places = {place for place in assigned if not is_heartbeat_topic(place.topic)}
        heartbeats = await self._ends_of(assigned - places)
        for place in (places - self._next.keys()) | await self.full.released(self._reader):
            self._seek(place, await self._start_of(place))
        ends = await self._measure(places)  # first, because the store may be slow
        topics = {place.topic for place in places}
        for topic in sorted(topics - self._topics):
            await self._apply_deferred(topic)
        self._lease.look(asked_at, readable, {**heartbeats, **ends})
        if self._goal is None and topics == {topic for topic in readable if not is_heartbeat_topic(topic)}:
            self._goal = ends

    async def _apply_deferred(self, topic: str) -> None:
        """Apply records that wait for what the last session applied. Retried later after a program fault."""
        try:
            async with self._applying:
                await asyncio.to_thread(apply_deferred, self._database, self._consumer, topic)
        except (ProgramFault, NotYetKnown, ParkedFull) as error:
            log.warning("inbox_retries", error=type(error).__name__)
        else:
            self._topics |= {topic}
            self._consumer.note_released(topic)

    async def _measure(self, places: set[TopicPartition]) -> Mapping[TopicPartition, int]:
        starts = {place: self._next[place] for place in places}
        ends = await self._ends_beyond(starts) if starts else {}
        self.lag = show_lag(ends, self._next)
        return ends

    async def apply(self, records: Records) -> None:
        """Apply received records, partition by partition.

        After a wipe the same address returns other records at the same offsets. The check comes after
        the read, so an unchanged cluster id is valid for these records.
        """
        with client_cancellation_as_error():
            await self._cluster.check()
            for place, batch in by_place(records):
                if is_heartbeat_topic(place.topic):
                    self._lease.note_heartbeat(place.topic, batch[-1].offset)
                elif fresh := await self._in_order(place, batch):
                    await self._apply_batch(place, fresh)

    async def _apply_batch(self, place: TopicPartition, records: Sequence[ConsumerRecord]) -> None:
        batch = self._received(records)
        async with self._applying:
            while not self._over.is_set():
                try:
                    await asyncio.to_thread(apply_batch, self._database, self._consumer, batch)
                except NotYetKnown:
                    batch += await self._read_on(place, batch[-1].offset + 1)
                except ParkedFull:
                    self.full.stop(self._reader, place)
                    return
                else:
                    self._note_applied(place, batch[-1])
                    return

    async def _read_on(self, place: TopicPartition, start: int) -> Sequence[Received]:
        """The next records of a partition, to judge the program by."""
        polled = await self._reader.getmany(place, timeout_ms=PATIENCE_MS, max_records=ENOUGH_TO_JUDGE)
        later = self._received([one for one in polled.get(place, ()) if one.offset >= start])
        return later if later and later[0].offset == start else []

    def _received(self, records: Sequence[ConsumerRecord]) -> list[Received]:
        return [self._trust.judged(received_of(self._cluster.id, record)) for record in records]

    def _note_applied(self, place: TopicPartition, last: Received) -> None:
        self._next[place] = last.offset + 1
        self._consumer.note_passed(last)
        self._backoff.reset()
        self.is_waiting = False

    async def read_again(self, records: Records, error: Exception) -> None:
        """Read records that could not be applied again, after a pause; or end the session.

        FastStream would continue after them and drop the error.
        """
        for place, batch in by_place(records):
            self._seek(place, self._next.get(place, batch[0].offset))
        INBOX_FAILURES.inc()
        if self._subscription and not isinstance(error, (*TRANSIENT, ProgramFault)):
            self._subscription.fail(error)
            return
        log.warning("inbox_retries", error=type(error).__name__)
        self.is_waiting = True
        await self._backoff.pause()

    async def _in_order(
        self, place: TopicPartition, batch: Sequence[ConsumerRecord]
    ) -> Sequence[ConsumerRecord]:
        """The part of a batch that is next. If there is none, seek to the next position.

        The library does not know our positions: it starts at a topic's beginning, again whenever topics are
        added or removed, and jumps there when a position is gone. If it still returns later records after a
        second seek to the same position, there is a gap in the topic, as transactions leave.
        """
        start, first = await self._start_of(place), batch[0].offset
        if first == start or (first > start and self._gaps.get(place) == start):
            return batch
        await self._ends_beyond({place: start})
        if first < start and batch[-1].offset >= start:
            return [record for record in batch if record.offset >= start]
        self._gaps[place] = start
        self._seek(place, start)
        return []

    async def _ends_beyond(self, starts: Mapping[TopicPartition, int]) -> Mapping[TopicPartition, int]:
        """The end offsets. Raises Trimmed when the next record of a partition is no longer there."""
        begins = await self._reader.beginning_offsets(list(starts))
        ends = await self._ends_of(starts)
        for place, start in starts.items():
            if not begins[place] <= start <= ends[place]:
                await self._cluster.check()
                held = f"{place.topic}/{place.partition} goes from {begins[place]} to {ends[place]}"
                raise Trimmed(f"{held}, and {start} is next")
        return ends

    async def _ends_of(self, places: Collection[TopicPartition]) -> Mapping[TopicPartition, int]:
        return await self._reader.end_offsets(list(places)) if places else {}

    def _seek(self, place: TopicPartition, offset: int) -> None:
        try:
            self._reader.seek(place, offset)
        except IllegalStateError:
            return  # the assignment is changing: reading starts at the beginning, and `_in_order` seeks again

    async def _start_of(self, place: TopicPartition) -> int:
        if place not in self._next:
            known = await asyncio.to_thread(
                next_offset, self._database, self._cluster.id, place.topic, place.partition
            )
            if known is None and is_delivery(place.topic):  # kept for a month: who comes later begins there
                known = (await self._reader.beginning_offsets([place]))[place]
            self._next.setdefault(place, known or 0)
        return self._next[place]
