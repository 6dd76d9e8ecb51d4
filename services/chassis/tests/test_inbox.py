"""The inbox on its library: it skips no record, reports every fault and stops a broken program."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from aiokafka.consumer.fetcher import Fetcher
from aiokafka.errors import CorruptRecordException
from confluent_kafka import Producer
from eventsourcing.persistence import OperationalError
from prometheus_client import REGISTRY

from chassis.store.database import open_database
from samplan.bus.kafka.access import Access
from samplan.bus.kafka.received import Received
from samplan.bus.kafka.selection import without
from samplan.bus.reading import session
from samplan.bus.reading.breaker import Limits
from samplan.bus.reading.catch_up import is_caught_up
from samplan.bus.reading.inbox import Inbox
from samplan.bus.reading.parked import list_parked
from samplan.bus.reading.session import Session
from samplan.bus.store.migrations import migrate
from samplan.bus.store.transactions import Database, Transaction
from samplan.contracts.codes import Agency
from samplan.contracts.envelope import encode
from samplan.contracts.planning.plans import CoordinatorAppointed
from samplan.testing.given import envelope_of
from samplan.testing.specimen import SPECIMEN

pytestmark = pytest.mark.slow

TIMEOUT_SECONDS = 30
LIMITS = Limits(in_a_row=3)

Fails = Callable[[int], Exception | None]


def works(_: int) -> None:
    return None


class Program:
    """Records the sequences that it has applied; fails as `fails` decides."""

    def __init__(self, fails: Fails = works) -> None:
        self.fails = fails
        self.failures = 0
        self.seen: list[int] = []

    def apply(self, _tx: Transaction, received: Sequence[Received]) -> None:
        sequences = [one.content()[0].sequence for one in received]
        for error in map(self.fails, sequences):
            if error is not None:
                self.failures += 1
                raise error
        self.seen += sequences


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    database = open_database(f"sqlite:///{tmp_path}/store.sqlite3")
    migrate(database, SPECIMEN.all_migrations, event_store=True)
    yield database
    database.close()


@pytest.fixture
def agency() -> str:
    return "".join(chr(ord("a") + int(digit, 16)) for digit in uuid4().hex[:12])


def produce(broker: str, agency: str, sequences: Sequence[int]) -> None:
    """In order, each in a separate batch and about a different plan."""
    producer = Producer({"bootstrap.servers": broker, "linger.ms": 0, "log_level": 0})
    for sequence in sequences:
        plan = UUID(int=sequence, version=4)
        event = CoordinatorAppointed(plan_id=plan, agency=Agency.AF, occurred_on=date(2020, 3, 2))
        record = encode(envelope_of(event, sequence=sequence, source=f"/{agency}/planning/0a1b2c3d"), event)
        producer.produce(
            f"{agency}.planning.v1", record.value, record.key, partition=0, headers=list(record.headers)
        )
    assert producer.flush(10) == 0


@asynccontextmanager
async def reading(store: Database, program: Program, broker: str, agency: str) -> AsyncIterator[Inbox]:
    pattern = rf"^{agency}[a-z]{{0,9}}\.planning\.v1$"
    inbox = Inbox(store, program, access=Access(bootstrap=broker), pattern=pattern, limits=LIMITS)
    stop = asyncio.Event()
    task = asyncio.create_task(inbox.run(stop))
    try:
        yield inbox
    finally:
        stop.set()
        await asyncio.wait_for(task, TIMEOUT_SECONDS)


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(TIMEOUT_SECONDS):
        while not condition():  # noqa: ASYNC110  # what is waited for happens in a database or a broker
            await asyncio.sleep(0.02)


def failures() -> float:
    return REGISTRY.get_sample_value("samplan_inbox_failures_total") or 0.0


class TestAFaultOfTheStore:
    async def test_redelivers_the_same_records(self, store: Database, broker: str, agency: str) -> None:
        """Without our handling, the library would continue after them."""
        produce(broker, agency, [1, 2, 3])
        errors = iter([OperationalError(), OperationalError()])
        program, before = Program(lambda _: next(errors, None)), failures()
        async with reading(store, program, broker, agency) as inbox:
            await until(lambda: len(program.seen) == 3 and inbox.is_reading)
        assert (program.seen, list_parked(store)) == ([1, 2, 3], [])
        assert failures() - before == 2

    async def test_is_reported_while_it_lasts(self, store: Database, broker: str, agency: str) -> None:
        produce(broker, agency, [1])
        program = Program(lambda _: OperationalError())
        async with reading(store, program, broker, agency) as inbox:
            await until(lambda: program.failures > 2 and not inbox.is_reading)
            program.fails = works
            await until(lambda: program.seen == [1] and inbox.is_reading)


async def test_one_reachable_broker_of_several_is_enough(store: Database, broker: str, agency: str) -> None:
    produce(broker, agency, [1])
    program = Program()
    async with reading(store, program, f"127.0.0.1:1,{broker}", agency):
        await until(lambda: program.seen == [1])


class TestANewTopic:
    async def test_is_read_and_no_record_of_the_others_is_read_twice(
        self, store: Database, broker: str, agency: str
    ) -> None:
        """The library reads all topics from their beginning when it finds a new one."""
        produce(broker, agency, range(1, 40))
        program = Program()
        async with reading(store, program, broker, agency):
            await until(lambda: len(program.seen) == 39)
            produce(broker, f"{agency}newly", [101])
            await until(lambda: 101 in program.seen)
            produce(broker, agency, [40])
            await until(lambda: 40 in program.seen)
        assert program.seen == [*range(1, 40), 101, 40]

    async def test_whose_right_was_revoked_does_not_affect_readiness(
        self, store: Database, broker: str, agency: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        denied: set[str] = set()
        ready: list[bool] = []
        begin = Session.begin

        async def rights(*_: object) -> tuple[frozenset[str], frozenset[str]]:
            return frozenset({f"{agency}.planning.v1"}), frozenset(denied)

        async def notes(one: Session, access: Access, batch: int) -> None:
            ready.append(inbox.is_reading)
            await begin(one, access, batch)

        monkeypatch.setattr(session, "topics_of", rights)
        monkeypatch.setattr(Session, "begin", notes)
        produce(broker, agency, [1])
        async with reading(store, Program(), broker, agency) as inbox:
            await until(lambda: inbox.is_reading)
            denied.add(f"{agency}other.planning.v1")
            await until(lambda: len(ready) == 2)
        assert ready == [False, True]

    def test_that_may_not_be_read_is_excluded_from_the_pattern(self) -> None:
        pattern = without(r"^[a-z]+\.planning\.v1$", ["b.planning.v1", "a.planning.v1"])
        assert pattern == r"(?!(?:a\.planning\.v1|b\.planning\.v1)$)(?:^[a-z]+\.planning\.v1$)"


class TestASubscriberThatFails:
    async def test_is_restarted_at_once(
        self, store: Database, broker: str, agency: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Without our handling, the library sleeps for five seconds on each Kafka error, and logs nothing."""
        errors = iter([CorruptRecordException(), asyncio.CancelledError(), KeyError()])
        real = Fetcher.fetched_records

        async def fails_first(*arguments: object, **named: object) -> object:
            for error in errors:
                raise error
            return await real(*arguments, **named)

        monkeypatch.setattr(Fetcher, "fetched_records", fails_first)
        produce(broker, agency, [1])
        program = Program()
        async with asyncio.timeout(5), reading(store, program, broker, agency):
            await until(lambda: program.seen == [1])


class TestABrokenProgram:
    async def test_stops_the_inbox_which_continues_with_the_fixed_program(
        self, store: Database, broker: str, agency: str
    ) -> None:
        produce(broker, agency, range(1, 20))
        program = Program(lambda _: KeyError("misspelt"))
        async with reading(store, program, broker, agency) as inbox:
            await until(lambda: inbox.failure == "ProgramFault")
            assert not inbox.is_reading
            produce(broker, agency, range(20, 40))
            before = failures()
            await until(lambda: failures() > before + 1)
        assert inbox.failure == "ProgramFault"
        assert (list_parked(store), is_caught_up(store)) == ([], False)
        assert list(store.query("SELECT * FROM inbox_positions")) == []

        fixed = Program()
        async with reading(store, fixed, broker, agency) as inbox:
            await until(lambda: len(fixed.seen) == 39 and inbox.is_reading and is_caught_up(store))
        assert fixed.seen == list(range(1, 40))

    async def test_continues_by_itself_when_the_missing_data_arrives(
        self, store: Database, broker: str, agency: str
    ) -> None:
        produce(broker, agency, [1])
        program = Program()
        async with reading(store, program, broker, agency) as inbox:
            await until(lambda: program.seen == [1])
            program.fails = lambda _: KeyError("no such table")
            produce(broker, agency, range(2, 20))
            await until(lambda: inbox.failure == "ProgramFault")
            program.fails = works
            await until(lambda: len(program.seen) == 19 and inbox.failure is None and inbox.is_reading)
        assert (program.seen, list_parked(store)) == (list(range(1, 20)), [])

    async def test_is_not_one_that_fails_on_a_single_record(
        self, store: Database, broker: str, agency: str
    ) -> None:
        produce(broker, agency, range(1, 20))
        program = Program(lambda sequence: KeyError() if sequence == 7 else None)
        async with reading(store, program, broker, agency) as inbox:
            await until(lambda: len(program.seen) == 18 and inbox.is_reading)
        assert [row.offset for row in list_parked(store)] == [6]
        assert sorted(program.seen) == [number for number in range(1, 20) if number != 7]
