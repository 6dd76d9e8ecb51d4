"""How many records of a topic may be parked, and the partitions that wait because there are so many (I15).

The subjects of a partition that waits are not known. So the inbox has not caught up meanwhile, and nothing is
answered that rests on a consent.
"""

from __future__ import annotations

import asyncio

import structlog
from aiokafka import AIOKafkaConsumer, TopicPartition

from samplan.bus.store.transactions import Database, Transaction

log = structlog.get_logger()

MOST_PARKED = 10_000
"""Of a topic, unless a setting says otherwise: a person must be able to look through them."""


class ParkedFull(Exception):
    """No more records of the topic may be parked: the partition waits for an operator."""


def require_room(tx: Transaction, topic: str, most: int) -> None:
    """Raises ParkedFull unless another record of the topic may be parked."""
    rows = tx.execute("SELECT count(*) AS n FROM parked WHERE topic = :topic", {"topic": topic})
    if int(rows[0]["n"]) >= most:
        raise ParkedFull


class FullPartitions:
    """Stops partitions, and lets them continue when an operator has made room."""

    def __init__(self, database: Database, most: int) -> None:
        self._database = database
        self._most = most
        self.stopped: frozenset[TopicPartition] = frozenset()

    def stop(self, reader: AIOKafkaConsumer, place: TopicPartition) -> None:
        """Fetch no more records of a partition."""
        log.critical("parked_full", topic=place.topic, partition=place.partition)
        self.stopped |= {place}
        reader.pause(place)

    async def released(self, reader: AIOKafkaConsumer) -> frozenset[TopicPartition]:
        """Fetch again those whose topics have room; the caller seeks to their positions."""
        topics = {place.topic for place in self.stopped}
        open_topics = {topic for topic in topics if await asyncio.to_thread(self._has_room, topic)}
        released = frozenset(place for place in self.stopped if place.topic in open_topics)
        self.stopped -= released
        if assigned := released & reader.assignment():
            reader.resume(*assigned)
        return released

    def _has_room(self, topic: str) -> bool:
        try:
            with self._database.reading() as tx:
                require_room(tx, topic, self._most)
        except ParkedFull:
            return False
        return True
