"""Heartbeats of a relay: everything stored is published (C-06). Only consent services write them."""

from __future__ import annotations

import asyncio

from aiokafka import AIOKafkaProducer

from samplan.bus.clock import uptime
from samplan.bus.kafka.client import Cluster
from samplan.contracts.heartbeat import heartbeat_topic_of

EVERY_SECONDS = 2.0
LATEST_SECONDS = 5.0
"""A look at the store that is older says nothing about the present."""
RETENTION_MS = 60 * 60 * 1000


class Heartbeat:
    """Writes heartbeats to the topic that belongs to a topic of events, if one does."""

    def __init__(self, topic: str, replication: int) -> None:
        self._topic = heartbeat_topic_of(topic)
        self._replication = replication
        self._written_at = float("-inf")

    async def ensure_topic(self, cluster: Cluster) -> None:
        """Create the topic unless it exists. Raises NotAllowed."""
        if self._topic:
            await cluster.ensure_topic(
                self._topic, partitions=1, replication=self._replication, retention_ms=RETENTION_MS
            )

    async def beat(self, producer: AIOKafkaProducer, source: str, looked_at: float) -> None:
        """State that everything is published that was stored at a moment. Raises TimeoutError, KafkaError."""
        now = uptime()
        is_due = now - self._written_at >= EVERY_SECONDS and now - looked_at < LATEST_SECONDS
        if self._topic is None or not is_due:
            return
        async with asyncio.timeout(LATEST_SECONDS):
            await producer.send_and_wait(self._topic, b"{}", key=source.encode(), partition=0)
        self._written_at = now
