"""C-06, K18: an inbox has caught up while it hears the consent services, and a minute longer."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from uuid import uuid4

import pytest
from eventsourcing.persistence import Notification

from chassis.store.database import open_database
from samplan.bus.clock import uptime
from samplan.bus.kafka.access import Access
from samplan.bus.kafka.received import Received
from samplan.bus.publishing.publication import Publication, Publishable
from samplan.bus.publishing.relay import Relay
from samplan.bus.reading.catch_up import is_caught_up, report_behind
from samplan.bus.reading.inbox import Inbox
from samplan.bus.reading.lease import Lease
from samplan.bus.store.migrations import migrate
from samplan.bus.store.transactions import Database, Transaction
from samplan.testing.specimen import SPECIMEN

pytestmark = pytest.mark.slow

TIMEOUT_SECONDS = 30
FROZEN_SECONDS = 70.0


class Clock:
    """A steady clock that a test can move forward."""

    def __init__(self) -> None:
        self._moved = 0.0

    def __call__(self) -> float:
        return uptime() + self._moved

    def move(self, seconds: float) -> None:
        self._moved += seconds


class Idle:
    def apply(self, _tx: Transaction, _received: Sequence[Received]) -> None:
        pass


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def writer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    yield from store(tmp_path_factory)


@pytest.fixture
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    yield from store(tmp_path_factory)


def store(folders: pytest.TempPathFactory) -> Iterator[Database]:
    database = open_database(f"sqlite:///{folders.mktemp('store')}/store.sqlite3")
    migrate(database, SPECIMEN.all_migrations, event_store=True)
    yield database
    database.close()


@pytest.fixture
def agency() -> str:
    """The broker is shared."""
    return "".join(chr(ord("a") + int(digit, 16)) for digit in uuid4().hex[:12])


def private(_: Notification) -> Publishable | None:
    return None


def relay_of(writer: Database, agency: str, broker: str) -> Relay:
    publication = Publication(
        source=f"/{agency}/consent/0a1b2c3d", topic=f"{agency}.consent.v1", translate=private, partitions=2
    )
    return Relay(writer, publication, Access(bootstrap=broker))


def inbox_of(reader: Database, agency: str, broker: str, clock: Clock) -> Inbox:
    pattern = rf"^{agency}\.(consent|consent-alive)\.v1$"
    return Inbox(reader, Idle(), access=Access(bootstrap=broker), pattern=pattern, lease=Lease(clock))


@asynccontextmanager
async def running(part: Relay | Inbox) -> AsyncIterator[None]:
    stop = asyncio.Event()
    task = asyncio.create_task(part.run(stop))
    try:
        yield
    finally:
        stop.set()
        await asyncio.wait([task], timeout=TIMEOUT_SECONDS)


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(TIMEOUT_SECONDS):
        while not condition():  # noqa: ASYNC110  # what is waited for happens in a database or a broker
            await asyncio.sleep(0.02)


async def test_a_reader_has_caught_up_once_it_hears_and_a_minute_after_the_last_word_no_more(
    writer: Database, reader: Database, agency: str, broker: str, clock: Clock
) -> None:
    relay = relay_of(writer, agency, broker)
    async with running(inbox_of(reader, agency, broker, clock)):
        async with running(relay):
            await until(lambda: is_caught_up(reader))
        clock.move(FROZEN_SECONDS)
        await until(lambda: not is_caught_up(reader))
        async with running(relay):
            await until(lambda: is_caught_up(reader))


async def test_a_reader_that_was_frozen_waits_for_a_new_word(
    writer: Database, reader: Database, agency: str, broker: str, clock: Clock
) -> None:
    async with running(relay_of(writer, agency, broker)), running(inbox_of(reader, agency, broker, clock)):
        await until(lambda: is_caught_up(reader))
        clock.move(FROZEN_SECONDS)
        await until(lambda: not is_caught_up(reader))
        await until(lambda: is_caught_up(reader))


async def test_a_consent_topic_without_a_word_is_not_caught_up(
    writer: Database, reader: Database, agency: str, broker: str, clock: Clock
) -> None:
    async with running(relay_of(writer, agency, broker)), running(inbox_of(reader, agency, broker, clock)):
        await until(lambda: is_caught_up(reader))
    report_behind(reader)
    silent = Inbox(
        reader,
        Idle(),
        access=Access(bootstrap=broker),
        pattern=rf"^{agency}\.consent\.v1$",
        lease=Lease(clock),
    )
    async with running(silent):
        await until(lambda: silent.is_reading)
        assert not is_caught_up(reader)
