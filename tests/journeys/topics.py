"""Everything that is on the topics, as anyone could read it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from confluent_kafka import Consumer, TopicPartition

from contracts.envelope import Envelope, decode

PATIENCE_SECONDS = 10.0


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
        starts = [place for place in _places(reader) if place.offset < _end(reader, place)]
        left = {(place.topic, place.partition): _end(reader, place) for place in starts}
        reader.assign(starts)
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


def told_of(subjects: Collection[str], bootstrap: str) -> list[Envelope]:
    """What is told of these aggregates, each event once: a relay may repeat itself."""
    read = [one.envelope() for one in all_told(bootstrap) if one.key.decode() in subjects]
    return list({envelope.id: envelope for envelope in read}.values())


def _places(reader: Consumer) -> list[TopicPartition]:
    topics = reader.list_topics(timeout=PATIENCE_SECONDS).topics
    places = [TopicPartition(name, number) for name, topic in topics.items() for number in topic.partitions]
    for place in places:
        place.offset, _ = reader.get_watermark_offsets(place, timeout=PATIENCE_SECONDS)
    return places


def _end(reader: Consumer, place: TopicPartition) -> int:
    _, end = reader.get_watermark_offsets(place, timeout=PATIENCE_SECONDS)
    return int(end)


def _told(message: Any) -> Told:
    return Told(message.topic(), message.key(), message.value(), message.headers() or ())
