"""Every codec is read; a batch that cannot be unpacked is parked whole and blocks nothing (I6)."""

import asyncio
from collections.abc import Sequence
from datetime import date
from uuid import uuid4

import pytest
from confluent_kafka import Producer

from samplan.bus.kafka import unpacking
from samplan.bus.kafka.access import Access
from samplan.bus.kafka.received import Received
from samplan.bus.reading.inbox import Inbox
from samplan.bus.reading.parked import list_parked, raw
from samplan.bus.store.transactions import Database, Transaction
from samplan.contracts.codes import Agency
from samplan.contracts.envelope import encode
from samplan.contracts.planning.plans import CoordinatorAppointed
from samplan.testing.given import envelope_of

pytestmark = pytest.mark.slow

TIMEOUT_SECONDS = 30
ZSTD = 4
"""Kafka's number of the codec."""
ONE_BATCH_MS = 60_000
"""A slow machine must not split the batch; `flush` sends at once all the same."""


@pytest.fixture
def agency() -> str:
    return "".join(chr(ord("a") + int(digit, 16)) for digit in uuid4().hex[:12])


@pytest.fixture
def topic(agency: str) -> str:
    return f"{agency}.planning.v1"


class Counting:
    def __init__(self) -> None:
        self.sequences: list[int] = []

    def apply(self, _tx: Transaction, received: Sequence[Received]) -> None:
        self.sequences += [one.content()[0].sequence for one in received]


def produce(broker: str, topic: str, agency: str, *, sequences: Sequence[int], codec: str) -> None:
    producer = Producer({"bootstrap.servers": broker, "compression.type": codec, "linger.ms": ONE_BATCH_MS})
    for sequence in sequences:
        event = CoordinatorAppointed(plan_id=uuid4(), agency=Agency.AF, occurred_on=date(2020, 3, 2))
        record = encode(envelope_of(event, sequence=sequence, source=f"/{agency}/planning/0a1b2c3d"), event)
        producer.produce(topic, record.value, record.key, partition=0, headers=list(record.headers))
    assert producer.flush(10) == 0


async def apply_batch(store: Database, broker: str, topic: str, records: int) -> list[int]:
    """The sequences of the applied records, once there are that many."""
    consumer, stop = Counting(), asyncio.Event()
    inbox = Inbox(store, consumer, access=Access(bootstrap=broker), pattern=topic)
    task = asyncio.create_task(inbox.run(stop))
    async with asyncio.timeout(TIMEOUT_SECONDS):
        while len(consumer.sequences) < records:  # noqa: ASYNC110  # what is waited for happens in a broker
            await asyncio.sleep(0.02)
    stop.set()
    await task
    return consumer.sequences


@pytest.mark.parametrize("codec", ["none", "gzip", "snappy", "lz4", "zstd"])
async def test_every_codec_of_kafka_is_read(
    codec: str, store: Database, broker: str, agency: str, topic: str
) -> None:
    produce(broker, topic, agency, sequences=[1, 2, 3], codec=codec)
    assert await apply_batch(store, broker, topic, 3) == [1, 2, 3]
    assert list_parked(store) == []


async def test_a_batch_of_a_missing_codec_is_parked_and_later_records_are_applied(
    store: Database, broker: str, agency: str, topic: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(unpacking._INTO, ZSTD)
    produce(broker, topic, agency, sequences=[1], codec="gzip")
    produce(broker, topic, agency, sequences=[2, 3], codec="zstd")
    produce(broker, topic, agency, sequences=[4, 5], codec="gzip")
    assert await apply_batch(store, broker, topic, 3) == [1, 4, 5]
    [row] = list_parked(store)
    assert (row.reason, row.offset, row.key) == ("undecodable_codec", 2, None)
    kept = raw(store, row.id)
    assert kept is not None
    assert kept.value is not None
    assert int.from_bytes(kept.value[:8], "big") == 1
