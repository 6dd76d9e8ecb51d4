"""Everything that is on the topics, as anyone could read it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from confluent_kafka import Consumer, KafkaException, TopicPartition

from samplan.contracts.envelope import Envelope, decode
from samplan.testing.waiting import wait_until

PATIENCE_SECONDS = 10.0

Place = tuple[str, int]
"""A topic and one of its partitions."""


@dataclass(frozen=True)
class Told:
    """One record, as it is on its topic."""

    topic: str
    key: bytes
    value: bytes
    headers: Sequence[tuple[str, bytes]]

    @property
    def raw(self) -> bytes:
        headers = [b'%s: "%s"' % (name.encode(), value) for name, value in self.headers]
        return b"\n".join([self.topic.encode(), self.key, self.value, *headers])

    def envelope(self) -> Envelope:
        return decode(self.topic, self.key, self.value, self.headers)[0]


def all_told(bootstrap: str) -> list[Told]:
    """Every record of every topic; those of one aggregate in the order in which they were told."""
    reader = Consumer({"bootstrap.servers": bootstrap, "group.id": "journeys", "log_level": 0})
    try:
        spans = {place: span for place, span in _places(reader).items() if span[0] < span[1]}
        reader.assign([TopicPartition(*place, first) for place, (first, _) in spans.items()])
        left = {place: end for place, (_, end) in spans.items()}
        told: list[Told] = []
        while left:
            message: Any = reader.poll(PATIENCE_SECONDS)
            assert message is not None, f"nothing comes of {sorted(left)}"
            assert message.error() is None, message.error()
            told.append(_told(message))
            place = message.topic(), message.partition()
            if message.offset() + 1 >= left[place]:
                del left[place]
        return told
    finally:
        reader.close()


def published_about(subjects: Collection[str], bootstrap: str) -> list[Envelope]:
    """What is told of these aggregates, each event once: a relay may repeat itself."""
    read = [one.envelope() for one in all_told(bootstrap) if one.key.decode() in subjects]
    return list({envelope.id: envelope for envelope in read}.values())


def _places(reader: Consumer) -> dict[Place, tuple[int, int]]:
    """Each partition's first offset, and the one after its last."""
    topics = reader.list_topics(timeout=PATIENCE_SECONDS).topics
    places = [(name, partition) for name, topic in topics.items() for partition in topic.partitions]
    return {place: _span(reader, TopicPartition(*place)) for place in places}


def _span(reader: Consumer, place: TopicPartition) -> tuple[int, int]:
    """Asked again while the client has not learnt who leads the partition."""
    spans: list[tuple[int, int]] = []
    faults: list[KafkaException] = []

    def is_known() -> bool:
        try:
            spans.append(reader.get_watermark_offsets(place, timeout=PATIENCE_SECONDS))
        except KafkaException as fault:
            faults.append(fault)
        return bool(spans)

    wait_until(is_known, lambda: faults[-1], PATIENCE_SECONDS)
    return spans[0]


def _told(message: Any) -> Told:
    return Told(message.topic(), message.key(), message.value(), message.headers() or ())
