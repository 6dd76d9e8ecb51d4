"""The relay publishes a store's events in order, and saves its position after each published batch."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Mapping, Sequence

import structlog
from aiokafka import AIOKafkaProducer
from eventsourcing.persistence import Notification, PersistenceError

from samplan.bus.clock import uptime
from samplan.bus.kafka.access import Access
from samplan.bus.kafka.client import (
    Backoff,
    Cluster,
    ClusterChanged,
    NotAllowed,
    client_cancellation_as_error,
    close_producer,
    producer_for,
)
from samplan.bus.kafka.delivery import TooLarge, deliver
from samplan.bus.kafka.head import Head, StoreIsBehindItsHead, published_heads, refuse_unknown_sources
from samplan.bus.kafka.messaging import sending
from samplan.bus.observe.telemetry import RELAY_FAILURES, RELAY_LAG, RELAY_POSITION
from samplan.bus.publishing.deliveries import Delivering
from samplan.bus.publishing.delivering import Deliverer
from samplan.bus.publishing.epochs import Epochs, epochs_of
from samplan.bus.publishing.heartbeat import Heartbeat
from samplan.bus.publishing.outgoing import Outgoing, Traced, Untranslatable, recorded_at
from samplan.bus.publishing.publication import Publication
from samplan.bus.publishing.rollback import note_agreement, note_behind
from samplan.bus.publishing.waking import either
from samplan.bus.store.damage import without_damaged
from samplan.bus.store.digests import RecordsDamaged
from samplan.bus.store.transactions import Database

log = structlog.get_logger()

BATCH = 500
LONGEST_WAIT_SECONDS = 1.0
CHECK_EVERY_SECONDS = 2.0


class Relay:
    """Publishes one store. Two relays on one store are safe: they repeat events, in order."""

    def __init__(
        self,
        database: Database,
        publication: Publication,
        access: Access,
        deliveries: Delivering | None = None,
    ) -> None:
        self._database = database
        self._publication = publication
        self._access = access
        self._wake_up = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self.is_publishing = False
        self.failure: str | None = None
        self._published: int | None = None
        self._heartbeat = Heartbeat(publication.topic, publication.replication)
        self._deliverer = Deliverer(deliveries, publication.replication)
        self._outgoing = self._all_outgoing(Epochs((), frozenset()))

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics of its log: the store's own, then those beside it."""
        return tuple(one.topic for one in self._publication.all)

    def wake(self) -> None:
        """Signal, from any thread, that there may be events to publish."""
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._wake_up.set)

    async def run(self, stop: asyncio.Event) -> None:
        """Publish until stopped.

        Raises Untranslatable and StoreIsBehindItsHead, which no retry can solve; retries after any
        other error of the broker or the store.
        """
        self._loop = asyncio.get_running_loop()
        backoff = Backoff(stop)
        while not stop.is_set():
            try:
                await self._publish_connected(stop, backoff)
            except ClusterChanged:
                log.warning("relay_follows_new_cluster")
            except (Untranslatable, StoreIsBehindItsHead) as error:
                await self._note_stop(error)
                raise
            except NotAllowed as error:
                await self._note_missing_right(error)
                await backoff.pause()
            except Exception as error:  # noqa: BLE001  # broker, store or library: retrying loses nothing
                RELAY_FAILURES.inc()
                log.warning("relay_retries", error=type(error).__name__)
                await self._measure()
                await backoff.pause()
            finally:
                self.is_publishing = False

    async def _publish_connected(self, stop: asyncio.Event, backoff: Backoff) -> None:
        with client_cancellation_as_error():
            async with self._connected() as (producer, cluster):
                await self._publish_until(stop, producer, cluster, backoff)

    async def _note_missing_right(self, error: NotAllowed) -> None:
        """It may be granted at any time; until then readiness reports what is missing."""
        self.failure = f"relay {error}"
        log.error("relay_not_allowed", detail=str(error))
        await self._measure()

    async def _note_stop(self, error: Untranslatable | StoreIsBehindItsHead) -> None:
        if isinstance(error, StoreIsBehindItsHead):
            await asyncio.to_thread(note_behind, self._database, str(error))
        self.failure = f"{type(error).__name__}: {error}"
        cure = getattr(error, "CURE", None)
        log.critical("relay_stopped", error=type(error).__name__, detail=str(error), cure=cure)

    @contextlib.asynccontextmanager
    async def _connected(self) -> AsyncIterator[tuple[AIOKafkaProducer, Cluster]]:
        async with Cluster(self._access) as cluster:
            for one in self._publication.all:
                await cluster.ensure_topic(one.topic, partitions=one.partitions, replication=one.replication)
            await self._heartbeat.ensure_topic(cluster)
            heads = await published_heads(self._access, *self.topics)
            await asyncio.to_thread(self.refuse_an_older_store, heads)
            await asyncio.to_thread(note_agreement, self._database)
            await self._deliverer.begin(self._access, cluster)
            producer = producer_for(self._access, self._publication.partitions)
            try:
                await producer.start()
                yield producer, cluster
            finally:
                await close_producer(producer)

    async def _publish_until(
        self, stop: asyncio.Event, producer: AIOKafkaProducer, cluster: Cluster, backoff: Backoff
    ) -> None:
        self._published = await asyncio.to_thread(self._position, cluster.id)
        checked_at = float("-inf")
        while not stop.is_set():
            self._wake_up.clear()
            start, looked_at = self._published, uptime()
            batch = await asyncio.to_thread(self._database.notifications, start, BATCH)
            if batch:
                await cluster.check()
                await self._publish(producer, batch)
                await cluster.check()
                self._published = await asyncio.to_thread(self._advance, cluster.id, start, batch[-1].id)
            elif time.monotonic() - checked_at > CHECK_EVERY_SECONDS:
                # A wiped broker or topic must be filled again, even if no new event is stored.
                await cluster.check()
                self._published = await asyncio.to_thread(self._position, cluster.id)
                checked_at = time.monotonic()
            is_delivered = await self._deliverer.deliver(producer, cluster)
            if len(batch) < BATCH:
                await self._heartbeat.beat(producer, self._outgoing[0].present_source, looked_at)
            self.is_publishing, self.failure = True, None
            backoff.reset()
            await self._measure()
            if is_delivered and not batch:
                await self._wait(stop)

    async def _publish(self, producer: AIOKafkaProducer, batch: Sequence[Notification]) -> None:
        for one in self._outgoing:
            topic, traced = one.publication.topic, await asyncio.to_thread(self._traced, one, batch)
            records = [each.record for each in traced]
            with sending(topic, records, [each.origin for each in traced]):
                try:
                    await deliver(producer, topic, records)
                except TooLarge as error:
                    raise Untranslatable(str(error)) from None

    async def _measure(self) -> None:
        """Update the lag metrics, also while the broker is away."""
        with contextlib.suppress(PersistenceError):
            position, last = await asyncio.to_thread(self.reached)
            RELAY_POSITION.set(position)
            RELAY_LAG.set(max(0, last - position))

    def reached(self) -> tuple[int, int]:
        """The published position and the last position of the store."""
        last = self._database.last_notification_id()
        if self._published is not None:
            return self._published, last
        known = self._database.query("SELECT coalesce(max(position), 0) AS position FROM relay_positions")
        return int(known[0]["position"]), last

    def refuse_an_older_store(self, heads: Mapping[str, Head]) -> None:
        """Raises StoreIsBehindItsHead if a topic holds newer events; an old copy has an old position."""
        epochs = epochs_of(self._database)
        self._outgoing = self._all_outgoing(epochs)
        for one in self._outgoing:
            refuse_unknown_sources(heads, one.publication.sources(epochs))
            if head := heads.get(one.present_source):
                self._require_stored(one, head)

    def _require_stored(self, outgoing: Outgoing, head: Head) -> None:
        stored = self._database.notifications(head.sequence - 1, 1)
        if not stored or stored[0].id != head.sequence:
            raise StoreIsBehindItsHead(f"published up to {head.sequence}")
        records = [one.record for one in self._traced(outgoing, stored[:1])]
        if records and recorded_at(records[0]) != head.recorded_at:
            raise StoreIsBehindItsHead(f"published another event as {head.sequence}")

    def _all_outgoing(self, epochs: Epochs) -> tuple[Outgoing, ...]:
        return tuple(Outgoing(self._database, one, epochs) for one in self._publication.all)

    def _traced(self, outgoing: Outgoing, batch: Sequence[Notification]) -> list[Traced]:
        """The records of the batch, without damaged events and those after them in their aggregates."""
        while True:
            try:
                return outgoing.traced(without_damaged(self._database, batch))
            except RecordsDamaged as found:
                self._database.note_damage(found.places)

    def _position(self, cluster: str) -> int:
        rows = self._database.query(
            "SELECT position FROM relay_positions WHERE cluster = :cluster", {"cluster": cluster}
        )
        position = int(rows[0]["position"]) if rows else 0
        if position > self._database.last_notification_id():
            raise StoreIsBehindItsHead(f"published up to {position}")
        return position

    def _advance(self, cluster: str, start: int, position: int) -> int:
        """Move the position forward, never back; the resulting position.

        Another relay may be ahead, or an operator has reset it, to publish everything again.
        """
        with self._database.transaction() as tx:
            tx.execute(
                "INSERT INTO relay_positions VALUES (:cluster, :position)"
                " ON CONFLICT (cluster) DO UPDATE SET position = excluded.position"
                " WHERE relay_positions.position < excluded.position AND relay_positions.position >= :start",
                {"cluster": cluster, "position": position, "start": start},
            )
        return self._position(cluster)

    async def _wait(self, stop: asyncio.Event) -> None:
        longest = 0.25 if self._database.kind == "sqlite" else LONGEST_WAIT_SECONDS
        await either(self._wake_up, stop, longest)
