"""The relay and the inbox on each kind of broker and store: order, repeats, poison (I2, I6, I7, I10)."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest

from chassis.decisions.domain import DomainEvent
from chassis.decisions.journal import publishable
from chassis.settings.environment import load_settings
from chassis.store.database import open_database
from samplan.bus.kafka.access import Access
from samplan.bus.kafka.client import producer_for
from samplan.bus.kafka.head import StoreIsBehindItsHead
from samplan.bus.kafka.received import Received
from samplan.bus.publishing.outgoing import Untranslatable
from samplan.bus.publishing.publication import Publication
from samplan.bus.publishing.relay import Relay
from samplan.bus.reading.inbox import Inbox
from samplan.bus.reading.parked import list_parked
from samplan.bus.store.migrations import migrate
from samplan.bus.store.transactions import Database, Transaction
from samplan.contracts.codes import Track
from samplan.contracts.event import ContractEvent
from samplan.testing.specimen import SPECIMEN, ChooseTrack, OpenPlan, Plan, translate

pytestmark = pytest.mark.slow

MONDAY = date(2020, 3, 2)
TIMEOUT_SECONDS = 30


class Seen:
    """A consumer that records the events that it receives, in order."""

    def __init__(self) -> None:
        self.events: list[tuple[str, UUID]] = []
        self.sequences: list[int] = []

    def apply(self, _tx: Transaction, received: Sequence[Received]) -> None:
        for one in received:
            envelope, event = one.content()
            self.events.append((type(event).__name__, UUID(event.subject_id)))
            self.sequences.append(envelope.sequence)


@pytest.fixture
def store(database_url: str) -> Iterator[Database]:
    database = open_database(database_url)
    migrate(database, SPECIMEN.all_migrations, event_store=True)
    yield database
    database.close()


@pytest.fixture
def own_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The reader's store, apart from the writer's."""
    database = open_database(f"sqlite:///{tmp_path_factory.mktemp('reader')}/reader.sqlite3")
    migrate(database, SPECIMEN.all_migrations, event_store=True)
    yield database
    database.close()


@pytest.fixture
def publication(publication: Publication) -> Publication:
    return replace(publication, partitions=3)


def drive(store: Database, plans: int) -> list[UUID]:
    application = SPECIMEN.application(load_settings(SPECIMEN.settings), store)
    ids = [uuid4() for _ in range(plans)]
    for plan in ids:
        application.execute(OpenPlan(plan_id=plan, on=MONDAY))
        application.execute(ChooseTrack(plan_id=plan, track=Track.WORK, on=MONDAY))
    return ids


@asynccontextmanager
async def running(*parts: Relay | Inbox) -> AsyncIterator[asyncio.Event]:
    stop = asyncio.Event()
    tasks = [asyncio.create_task(part.run(stop)) for part in parts]
    try:
        yield stop
    finally:
        stop.set()
        await asyncio.wait(tasks, timeout=TIMEOUT_SECONDS)


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(TIMEOUT_SECONDS):
        while not condition():  # noqa: ASYNC110  # what is waited for happens in a database or a broker
            await asyncio.sleep(0.02)


def inbox_of(store: Database, seen: Seen, publication: Publication, broker: str) -> Inbox:
    return Inbox(store, seen, access=Access(bootstrap=broker), pattern=f"^{publication.topic}$")


def expected(plans: Sequence[UUID]) -> dict[UUID, list[str]]:
    return {plan: ["PlanOpened", "TrackChosen"] for plan in plans}


def by_plan(seen: Seen) -> dict[UUID, list[str]]:
    histories: dict[UUID, list[str]] = {}
    for name, plan in seen.events:
        histories.setdefault(plan, []).append(name)
    return histories


async def test_what_is_stored_arrives_once_and_in_order_within_each_aggregate(
    store: Database, own_store: Database, publication: Publication, broker: str
) -> None:
    plans = drive(store, 40)
    seen = Seen()
    async with running(
        Relay(store, publication, Access(bootstrap=broker)), inbox_of(own_store, seen, publication, broker)
    ):
        await until(lambda: len(seen.events) >= 80)
        plans += drive(store, 1)
        await until(lambda: len(seen.events) >= 82)
    assert by_plan(seen) == expected(plans)


async def test_two_relays_have_the_effects_of_one(
    store: Database, own_store: Database, publication: Publication, broker: str
) -> None:
    plans = drive(store, 40)
    seen = Seen()
    async with running(
        Relay(store, publication, Access(bootstrap=broker)),
        Relay(store, publication, Access(bootstrap=broker)),
        inbox_of(own_store, seen, publication, broker),
    ):
        await until(lambda: len(seen.events) >= 80)
        plans += drive(store, 1)
        await until(lambda: len(seen.events) >= 82)
    assert by_plan(seen) == expected(plans)


async def test_two_inboxes_on_one_store_have_the_effects_of_one(
    store: Database, own_store: Database, publication: Publication, broker: str
) -> None:
    plans = drive(store, 40)
    seen = Seen()
    async with running(
        inbox_of(own_store, seen, publication, broker),
        inbox_of(own_store, seen, publication, broker),
        Relay(store, publication, Access(bootstrap=broker)),
    ):
        await until(lambda: len(seen.events) >= 80)
    assert by_plan(seen) == expected(plans)


async def test_an_inbox_continues_at_the_position_in_its_store(
    store: Database, own_store: Database, publication: Publication, broker: str
) -> None:
    first, second = Seen(), Seen()
    plans = drive(store, 3)
    async with running(
        Relay(store, publication, Access(bootstrap=broker)), inbox_of(own_store, first, publication, broker)
    ):
        await until(lambda: len(first.events) >= 6)
    later = drive(store, 2)
    async with running(
        Relay(store, publication, Access(bootstrap=broker)), inbox_of(own_store, second, publication, broker)
    ):
        await until(lambda: len(second.events) >= 4)
    assert by_plan(first) == expected(plans)
    assert by_plan(second) == expected(later)


async def test_a_foreign_record_is_parked_and_the_rest_is_applied(
    store: Database, own_store: Database, publication: Publication, broker: str
) -> None:
    producer = producer_for(Access(bootstrap=broker))
    await producer.start()
    await producer.send_and_wait(publication.topic, b"not ours", key=b"nobody")
    await producer.stop()
    plans = drive(store, 2)
    seen = Seen()
    async with running(
        Relay(store, publication, Access(bootstrap=broker)), inbox_of(own_store, seen, publication, broker)
    ):
        await until(lambda: len(seen.events) >= 4 and bool(list_parked(own_store)))
    assert by_plan(seen) == expected(plans)
    assert [row.reason for row in list_parked(own_store)] == ["missing_envelope"]


async def test_an_untranslatable_event_stops_the_relay_before_it(
    store: Database, own_store: Database, publication: Publication, broker: str
) -> None:
    def cannot(fact: DomainEvent) -> ContractEvent | None:
        if isinstance(fact, Plan.TrackChosen):
            raise KeyError
        return translate(fact)

    [plan] = drive(store, 1)
    relay = Relay(store, replace(publication, translate=publishable(cannot)), Access(bootstrap=broker))
    with pytest.raises(Untranslatable, match=r"specimen\.TrackChosen #2: KeyError"):
        await asyncio.wait_for(relay.run(asyncio.Event()), TIMEOUT_SECONDS)
    assert str(relay.failure).startswith("Untranslatable: ")
    seen = Seen()
    async with running(
        Relay(store, publication, Access(bootstrap=broker)), inbox_of(own_store, seen, publication, broker)
    ):
        await until(lambda: len(seen.events) >= 2)
    assert by_plan(seen) == expected([plan])


async def test_a_store_behind_its_published_head_is_not_published(
    store: Database, own_store: Database, publication: Publication, broker: str
) -> None:
    drive(store, 2)
    seen = Seen()
    async with running(
        Relay(store, publication, Access(bootstrap=broker)), inbox_of(own_store, seen, publication, broker)
    ):
        await until(lambda: len(seen.events) >= 4)
    with store.transaction() as tx:
        tx.execute("DELETE FROM stored_events WHERE topic = 'specimen.TrackChosen'")
    with pytest.raises(StoreIsBehindItsHead):
        await asyncio.wait_for(
            Relay(store, publication, Access(bootstrap=broker)).run(asyncio.Event()), TIMEOUT_SECONDS
        )
