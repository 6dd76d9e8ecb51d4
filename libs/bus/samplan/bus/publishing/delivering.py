"""The relay's part in deliveries: it sends what is decided, one topic for each recipient.

Each topic has one partition, so that an end of sharing comes after all that it ends.
"""

from __future__ import annotations

import asyncio

from aiokafka import AIOKafkaProducer

from samplan.bus.kafka.access import Access
from samplan.bus.kafka.client import Cluster
from samplan.bus.kafka.delivery import TooLarge, deliver
from samplan.bus.kafka.head import published_heads
from samplan.bus.kafka.whole_topics import never_written
from samplan.bus.publishing.deliveries import Delivering
from samplan.bus.publishing.outgoing import Untranslatable

PARTITIONS = 1
RETENTION_MS = 30 * 24 * 60 * 60 * 1000


class Deliverer:
    """Sends what a store delivers to the cluster of the relay; nothing where nothing is delivered."""

    def __init__(self, deliveries: Delivering | None, replication: int) -> None:
        self._deliveries = deliveries
        self._replication = replication

    async def begin(self, access: Access, cluster: Cluster) -> None:
        """Raises NotAllowed, as for every topic that the relay writes."""
        if self._deliveries is None or not (topics := self._deliveries.topics):
            return
        for topic in topics:
            await cluster.ensure_topic(
                topic, partitions=PARTITIONS, replication=self._replication, retention_ms=RETENTION_MS
            )
        published = await published_heads(access, *topics)
        heads = {source: head.sequence for source, head in published.items()}
        empty = await never_written(access, topics)
        await asyncio.to_thread(self._deliveries.begin, cluster.id, heads, empty)

    async def deliver(self, producer: AIOKafkaProducer, cluster: Cluster) -> bool:
        """Send what is due; whether that is all. A position moves once all replicas have its records."""
        if self._deliveries is None:
            return True
        due = await asyncio.to_thread(self._deliveries.due, cluster.id)
        for batch in due.batches:
            await cluster.check()
            try:
                await deliver(producer, batch.topic, batch.records)
            except TooLarge as error:
                raise Untranslatable(str(error)) from None
            await cluster.check()
            await asyncio.to_thread(self._deliveries.note_sent, batch)
        return due.is_all
