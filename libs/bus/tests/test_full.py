"""I15: at the cap of parked records its partition stops, and continues when an operator has made room."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from uuid import UUID, uuid4

import pytest
from confluent_kafka import Producer
from services.chassis.tests.consents import Listener, garbage, granted, listening_on, published, revoked

from samplan.bus.kafka.access import Access
from samplan.bus.kafka.received import Received
from samplan.bus.reading.breaker import Guarded, Limits
from samplan.bus.reading.catch_up import is_caught_up
from samplan.bus.reading.full import ParkedFull
from samplan.bus.reading.inbox import Inbox
from samplan.bus.reading.intake import apply_batch
from samplan.bus.reading.parked import discard, list_parked
from samplan.bus.store.transactions import Database, Transaction

MOST = 3
TIMEOUT_SECONDS = 30
NEW = UUID(int=9)


@pytest.fixture
def listener(database_url: str) -> Iterator[Listener]:
    with listening_on(database_url) as listener:
        yield listener


class TestAtTheCap:
    @pytest.fixture
    def full(self, listener: Listener) -> Guarded:
        listener.receives(*(garbage(str(UUID(int=n)).encode()) for n in range(MOST)))
        return Guarded(listener.apply, Limits(parked=MOST))

    def test_nothing_more_is_parked_and_the_position_stays(self, listener: Listener, full: Guarded) -> None:
        refused = listener.received(garbage(), published(granted(NEW), 1))
        for _ in range(2):
            with pytest.raises(ParkedFull):
                apply_batch(listener.database, full, refused)
        assert (len(list_parked(listener.database)), listener.applied) == (MOST, [])
        discard(listener.database, list_parked(listener.database)[0].id)
        apply_batch(listener.database, full, refused)
        assert (len(list_parked(listener.database)), listener.applied) == (MOST, ["ConsentGranted"])

    def test_a_record_that_breaks_a_rule_is_not_parked_either(
        self, listener: Listener, full: Guarded
    ) -> None:
        full._apply = breaks_a_rule
        with pytest.raises(ParkedFull):
            apply_batch(listener.database, full, listener.received(published(granted(NEW), 1)))
        assert len(list_parked(listener.database)) == MOST

    def test_what_need_not_be_parked_is_applied(self, listener: Listener, full: Guarded) -> None:
        ending = published(revoked(UUID(int=1)), 2)
        apply_batch(listener.database, full, listener.received(published(granted(NEW), 1), ending))
        assert listener.applied == ["ConsentGranted", "ConsentRevoked"]

    def test_another_topic_has_its_own_cap(self, listener: Listener, full: Guarded) -> None:
        apply_batch(listener.database, full, listener.received(garbage(), topic="malmo-ifo.referral.v1"))
        assert len(list_parked(listener.database)) == MOST + 1


def breaks_a_rule(_tx: Transaction, _received: Sequence[Received]) -> None:
    raise OverflowError


class Idle:
    def apply(self, _tx: Transaction, _received: Sequence[Received]) -> None:
        pass


@asynccontextmanager
async def running(inbox: Inbox) -> AsyncIterator[None]:
    stop = asyncio.Event()
    task = asyncio.create_task(inbox.run(stop))
    try:
        yield
    finally:
        stop.set()
        await asyncio.wait_for(task, TIMEOUT_SECONDS)


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(TIMEOUT_SECONDS):
        while not condition():  # noqa: ASYNC110  # what is waited for happens in a database or a broker
            await asyncio.sleep(0.02)


@pytest.mark.slow
async def test_a_partition_stops_alarms_and_continues_once_there_is_room(
    store: Database, broker: str
) -> None:
    topic = f"{uuid4().hex}.unreadable.v1"
    producer = Producer({"bootstrap.servers": broker, "linger.ms": 0, "log_level": 0})
    access, limits = Access(bootstrap=broker), Limits(parked=MOST)
    inbox = Inbox(store, Idle(), access=access, pattern=topic, limits=limits)
    for n in range(MOST):
        producer.produce(topic, b"{", str(UUID(int=n)), partition=0)
    assert producer.flush(10) == 0
    async with running(inbox):
        await until(lambda: len(list_parked(store)) == MOST and is_caught_up(store))
        producer.produce(topic, b"{", str(UUID(int=MOST)), partition=0)
        assert producer.flush(10) == 0
        await until(lambda: inbox.failure == f"ParkedFull: {topic}" and not inbox.is_reading)
        await until(lambda: not is_caught_up(store))
        discard(store, list_parked(store)[0].id)
        await until(lambda: inbox.is_reading and len(list_parked(store)) == MOST and is_caught_up(store))
