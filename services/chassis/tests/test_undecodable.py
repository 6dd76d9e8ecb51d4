"""A batch in a codec that is not installed is parked whole, and holds nobody up (I6; promises, bad input)."""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from confluent_kafka import Producer

from chassis.access import Access
from chassis.database import Database, Transaction, open_database
from chassis.inbox import Inbox
from chassis.migrations import migrate
from chassis.parked import list_parked, raw
from chassis.received import Received
from chassis.testing.given import envelope_of
from chassis.testing.specimen import SPECIMEN
from contracts.codes import Agency
from contracts.envelope import encode
from contracts.planning import CoordinatorAppointed

pytestmark = pytest.mark.slow

LONGEST_SECONDS = 30


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    database = open_database(f"sqlite:///{tmp_path}/store.sqlite3")
    migrate(database, SPECIMEN.all_migrations, event_store=True)
    yield database
    database.close()


class Counting:
    def __init__(self) -> None:
        self.sequences: list[int] = []

    def apply(self, _tx: Transaction, received: Sequence[Received]) -> None:
        self.sequences += [one.content()[0].sequence for one in received]


def produce(broker: str, topic: str, agency: str, *, sequences: Sequence[int], codec: str) -> None:
    producer = Producer({"bootstrap.servers": broker, "compression.type": codec, "linger.ms": 50})
    for sequence in sequences:
        event = CoordinatorAppointed(plan_id=uuid4(), agency=Agency.AF, occurred_on=date(2020, 3, 2))
        record = encode(envelope_of(event, sequence=sequence, source=f"/{agency}/planning/0a1b2c3d"), event)
        producer.produce(topic, record.value, record.key, partition=0, headers=list(record.headers))
    assert producer.flush(10) == 0


async def test_is_parked_and_what_follows_is_taken_in(store: Database, broker: str) -> None:
    agency = "".join(chr(ord("a") + int(digit, 16)) for digit in uuid4().hex[:12])
    topic = f"{agency}.planning.v1"
    produce(broker, topic, agency, sequences=[1], codec="gzip")
    produce(broker, topic, agency, sequences=[2, 3], codec="zstd")
    produce(broker, topic, agency, sequences=[4, 5], codec="gzip")
    consumer, stop = Counting(), asyncio.Event()
    task = asyncio.create_task(
        Inbox(store, consumer, access=Access(bootstrap=broker), pattern=topic).run(stop)
    )
    async with asyncio.timeout(LONGEST_SECONDS):
        while len(consumer.sequences) < 3:  # noqa: ASYNC110  # what is waited for happens in a broker
            await asyncio.sleep(0.02)
    stop.set()
    await task
    assert consumer.sequences == [1, 4, 5]
    [row] = list_parked(store)
    assert (row.reason, row.offset, row.key) == ("undecodable_codec", 2, None)
    kept = raw(store, row.id)
    assert kept is not None
    assert kept.value is not None
    assert int.from_bytes(kept.value[:8], "big") == 1
