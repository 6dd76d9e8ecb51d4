"""The relay and the inbox after a change of the store, the topic or the cluster (I5, I9, I10, I19)."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import date
from threading import Event
from typing import Any
from uuid import uuid4

import pytest
from aiokafka import AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.admin.records_to_delete import RecordsToDelete
from libs.bus.tests.disorder import ANNA, ONE, TOPIC, TWO
from libs.bus.tests.disorder import Reader as Follower
from prometheus_client import REGISTRY

from chassis.settings.environment import load_settings
from samplan.bus.kafka.access import Access
from samplan.bus.kafka.client import close, partitions_of, reader_for
from samplan.bus.kafka.received import Received
from samplan.bus.observe.telemetry import TOPICS_DENIED
from samplan.bus.publishing.publication import Publication
from samplan.bus.publishing.relay import Relay
from samplan.bus.reading.catch_up import is_caught_up, report_caught_up
from samplan.bus.reading.inbox import Inbox
from samplan.bus.reading.session import Trimmed
from samplan.bus.store.transactions import Database, Transaction
from samplan.testing.specimen import SPECIMEN, OpenPlan

MONDAY = date(2020, 3, 2)
TIMEOUT_SECONDS = 30
NOWHERE = "127.0.0.1:1"
HALF_A_MEGABYTE = 500_000
MANY = 40


def write(store: Database, plans: int) -> None:
    application = SPECIMEN.application(load_settings(SPECIMEN.settings), store)
    for _ in range(plans):
        application.execute(OpenPlan(plan_id=uuid4(), on=MONDAY))


@asynccontextmanager
async def running(part: Relay | Inbox) -> AsyncIterator[asyncio.Task[None]]:
    stop = asyncio.Event()
    task = asyncio.create_task(part.run(stop))
    try:
        yield task
    finally:
        stop.set()
        await asyncio.wait([task], timeout=TIMEOUT_SECONDS)


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(TIMEOUT_SECONDS):
        while not condition():  # noqa: ASYNC110  # what is waited for happens in a database or a broker
            await asyncio.sleep(0.02)


def position(store: Database) -> int:
    rows = store.query("SELECT coalesce(max(position), 0) AS n FROM relay_positions")
    return int(rows[0]["n"])


def lag() -> float | None:
    return REGISTRY.get_sample_value("samplan_relay_lag_events")


class Idle:
    """A consumer that does nothing, and blocks until it may continue."""

    def __init__(self) -> None:
        self.called, self.may_continue = Event(), Event()

    def apply(self, _tx: Transaction, _received: Sequence[Received]) -> None:
        self.called.set()
        self.may_continue.wait(TIMEOUT_SECONDS)


class TestARelayWithoutABroker:
    async def test_shows_its_lag(self, store: Database, publication: Publication) -> None:
        write(store, 3)
        async with running(Relay(store, publication, Access(bootstrap=NOWHERE))):
            await until(lambda: lag() == 3)


@pytest.mark.slow
class TestAnUnknownError:
    async def test_does_not_end_the_relay(
        self, store: Database, publication: Publication, broker: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real, failures = store.notifications, iter([RuntimeError("unexpected")])

        def fails_first(after: int, limit: int) -> Any:
            for failure in failures:
                raise failure
            return real(after, limit)

        monkeypatch.setattr(store, "notifications", fails_first)
        write(store, 1)
        async with running(Relay(store, publication, Access(bootstrap=broker))):
            await until(lambda: position(store) == 1)


@pytest.mark.slow
class TestANewSession:
    async def test_applies_what_waited_for_the_last_event_of_the_previous_one(
        self, store: Database, embedded_bootstrap: str
    ) -> None:
        """The previous session ended between the two events, and no other record arrives."""
        reader = Follower(store)
        reader.reads(TWO)
        with pytest.MonkeyPatch.context() as crash:
            crash.setattr("samplan.bus.reading.intake.apply_deferred", lambda *_: 0)
            reader.reads(ONE, offset=1)
        access = Access(bootstrap=embedded_bootstrap)
        async with running(Inbox(store, reader, access=access, pattern=TOPIC)):
            await make_empty(access, TOPIC)
            await until(lambda: reader.applied_of(ANNA) == [1, 3])
        assert reader.reasons() == []

    async def test_is_not_caught_up_while_the_program_fails_on_deferred_records(
        self, store: Database, embedded_bootstrap: str
    ) -> None:
        reader = Follower(store)
        reader.reads(TWO)
        with pytest.MonkeyPatch.context() as crash:
            crash.setattr("samplan.bus.reading.intake.apply_deferred", lambda *_: 0)
            reader.reads(ONE, offset=1)
        reader.refuses = {3}
        access = Access(bootstrap=embedded_bootstrap)
        await make_empty(access, TOPIC)
        report_caught_up(store)
        inbox = Inbox(store, reader, access=access, pattern=TOPIC)
        async with running(inbox):
            await until(lambda: inbox.failure == "ProgramFault" and not is_caught_up(store))
            reader.refuses = set()
            await until(
                lambda: reader.applied_of(ANNA) == [1, 3] and inbox.is_reading and is_caught_up(store)
            )

    async def test_resets_the_metric_of_denied_topics(self, store: Database, embedded_bootstrap: str) -> None:
        """Access may have been granted while the broker was away."""
        TOPICS_DENIED.set(1)
        inbox = Inbox(store, Idle(), access=Access(bootstrap=embedded_bootstrap), pattern="none")
        async with running(inbox):
            await until(lambda: REGISTRY.get_sample_value("samplan_inbox_topics_denied") == 0)


@pytest.mark.slow
class TestATrimmedTopic:
    async def test_stops_an_inbox_that_starts_too_late(
        self, store: Database, publication: Publication, broker: str, request: pytest.FixtureRequest
    ) -> None:
        await fill(broker, publication.topic)
        await trim(broker, publication.topic, request)
        inbox = Inbox(store, Idle(), access=Access(bootstrap=broker), pattern=publication.topic)
        with pytest.raises(Trimmed):
            await asyncio.wait_for(inbox.run(asyncio.Event()), TIMEOUT_SECONDS)
        assert inbox.failure == "Trimmed"

    async def test_stops_an_inbox_that_was_too_slow(
        self, store: Database, publication: Publication, broker: str, request: pytest.FixtureRequest
    ) -> None:
        write(store, 1)
        async with running(Relay(store, publication, Access(bootstrap=broker))):
            await until(lambda: position(store) == 1)
        consumer = Idle()
        async with running(
            Inbox(store, consumer, access=Access(bootstrap=broker), pattern=publication.topic)
        ) as task:
            await until(consumer.called.is_set)
            await fill(broker, publication.topic)
            await trim(broker, publication.topic, request)
            consumer.may_continue.set()
            with pytest.raises(Trimmed):
                await asyncio.wait_for(task, TIMEOUT_SECONDS)


async def make_empty(access: Access, topic: str) -> None:
    """The embedded broker creates a topic when it is asked for its partitions."""
    reader = reader_for(access)
    await reader.start()
    assert await partitions_of(reader, topic)
    await close(reader)


async def fill(broker: str, topic: str) -> None:
    """Send more than the embedded broker keeps and a reader buffers."""
    producer = AIOKafkaProducer(bootstrap_servers=broker, acks="all")
    await producer.start()
    for _ in range(MANY):
        await producer.send_and_wait(topic, os.urandom(HALF_A_MEGABYTE), partition=0)
    await producer.stop()


async def trim(broker: str, topic: str, request: pytest.FixtureRequest) -> None:
    """Trim Kafka's topic; the embedded broker has already trimmed its own."""
    if request.node.callspec.params["broker"] == "embedded":
        return
    admin = AIOKafkaAdminClient(bootstrap_servers=broker)
    await admin.start()
    await admin.delete_records({TopicPartition(topic, 0): RecordsToDelete(before_offset=-1)})
    await admin.close()
