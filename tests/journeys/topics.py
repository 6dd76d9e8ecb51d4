"""Everything on the topics, as any reader sees it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from confluent_kafka import Consumer, KafkaException, TopicPartition

from samplan.contracts.envelope import Envelope, decode
from samplan.testing.waiting import wait_until

TIMEOUT_SECONDS = 10.0
ANYBODY: Mapping[str, Any] = {}
"""The login where none is asked for."""

Place = tuple[str, int]
"""A topic and one of its partitions."""


@dataclass(frozen=True)
class PublishedRecord:
    """One record as published."""

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


def all_records(bootstrap: str, login: Mapping[str, Any] = ANYBODY) -> list[PublishedRecord]:
    """Every record of every topic; those of one aggregate in order of publication."""
    reader = Consumer({"bootstrap.servers": bootstrap, "group.id": "journeys", "log_level": 0, **login})
    try:
        spans = {place: span for place, span in _places(reader).items() if span[0] < span[1]}
        reader.assign([TopicPartition(*place, first) for place, (first, _) in spans.items()])
        left = {place: end for place, (_, end) in spans.items()}
        published: list[PublishedRecord] = []
        while left:
            message: Any = reader.poll(TIMEOUT_SECONDS)
            assert message is not None, f"no record from {sorted(left)}"
            assert message.error() is None, message.error()
            published.append(_record(message))
            place = message.topic(), message.partition()
            if place in left and message.offset() + 1 >= left[place]:
                del left[place]  # heartbeats may follow
        return published
    finally:
        reader.close()


def published_about(subjects: Collection[str], bootstrap: str) -> list[Envelope]:
    """The published events of these aggregates, each once: a relay may repeat a record."""
    read = [one.envelope() for one in all_records(bootstrap) if one.key.decode() in subjects]
    return list({envelope.id: envelope for envelope in read}.values())


def _places(reader: Consumer) -> dict[Place, tuple[int, int]]:
    """Each partition's first offset and the one after its last."""
    topics = reader.list_topics(timeout=TIMEOUT_SECONDS).topics
    places = [(name, partition) for name, topic in topics.items() for partition in topic.partitions]
    return {place: _span(reader, TopicPartition(*place)) for place in places}


def _span(reader: Consumer, place: TopicPartition) -> tuple[int, int]:
    """Retried until the client knows the partition's leader."""
    spans: list[tuple[int, int]] = []
    faults: list[KafkaException] = []

    def is_known() -> bool:
        try:
            spans.append(reader.get_watermark_offsets(place, timeout=TIMEOUT_SECONDS))
        except KafkaException as fault:
            faults.append(fault)
        return bool(spans)

    wait_until(is_known, lambda: faults[-1], TIMEOUT_SECONDS)
    return spans[0]


def _record(message: Any) -> PublishedRecord:
    return PublishedRecord(message.topic(), message.key(), message.value(), message.headers() or ())
