"""The suite's own broker, inside its process: librdkafka's, which is in the wheel of confluent-kafka."""

from __future__ import annotations

from typing import Any, Self

from confluent_kafka import Consumer, Message, Producer, TopicPartition

from samplan.contracts.documents.samples import Sample
from samplan.contracts.envelope import Record

ONE_PARTITION = 0
"""All events of a topic are in one order: then nothing depends on which partition an adapter reads first."""
PATIENCE_SECONDS = 10.0


class Broker:
    """An empty Kafka with one broker; its data is gone at the end of the block."""

    def __enter__(self) -> Self:
        self._producer = Producer({"test.mock.num.brokers": "1", "bootstrap.servers": "mock", "log_level": 0})
        [node] = self._producer.list_topics(timeout=PATIENCE_SECONDS).brokers.values()
        self.bootstrap = f"{node.host}:{node.port}"
        return self

    def __exit__(self, *_: object) -> None:
        self._producer.flush(PATIENCE_SECONDS)

    def create(self, topic: str) -> None:
        """Create a topic that an adapter will subscribe to."""
        self._producer.list_topics(topic, timeout=PATIENCE_SECONDS)

    def publish(self, topic: str, record: Record) -> None:
        """Append a record to a topic."""
        self._producer.produce(
            topic, record.value, record.key, partition=ONE_PARTITION, headers=list(record.headers)
        )
        self._producer.flush(PATIENCE_SECONDS)

    def records(self, topic: str) -> list[tuple[int, int, Sample]]:
        """What a topic holds: each record with its partition and offset."""
        settings = {"bootstrap.servers": self.bootstrap, "group.id": "conform", "log_level": 0}
        consumer = Consumer({**settings, "enable.auto.commit": False})
        try:
            places = [TopicPartition(topic, number, 0) for number in _partitions(consumer, topic)]
            left = sum(consumer.get_watermark_offsets(one, timeout=PATIENCE_SECONDS)[1] for one in places)
            consumer.assign(places)
            found = consumer.consume(left, timeout=PATIENCE_SECONDS) if left else []
            return [
                (one.partition() or 0, one.offset() or 0, _sample_of(topic, one))
                for one in found
                if one.error() is None
            ]
        finally:
            consumer.close()


def _partitions(consumer: Consumer, topic: str) -> list[int]:
    return list(consumer.list_topics(topic, timeout=PATIENCE_SECONDS).topics[topic].partitions)


def _sample_of(topic: str, message: Message) -> Sample:
    headers: list[Any] = list(message.headers() or [])
    return Sample(topic, message.key(), message.value(), headers)
