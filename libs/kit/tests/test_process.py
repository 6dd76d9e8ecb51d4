"""An agency's system on a broker: events in, cards out, across a restart."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import msgspec
import pytest
from libs.kit.tests.journal import MARCH_20, journal, notes

from samplan.bus.kafka.access import Access
from samplan.bus.kafka.client import producer_for
from samplan.bus.kafka.received import Received
from samplan.bus.reading.inbox import Inbox
from samplan.contracts.codes import ActivityKind, Agency
from samplan.contracts.documents.samples import golden
from samplan.contracts.envelope import Envelope, encode
from samplan.contracts.planning.plans import PlanOpened
from samplan.kit import AgencyApp, Plan, Transaction
from samplan.kit.environment import access_of, trust_of
from samplan.kit.process import work
from samplan.kit.restored import begin_epoch, find_lost
from samplan.testing.waiting import wait_until

TIMEOUT_SECONDS = 30
KEEPER = Agency.LANSSTYRELSEN
TRUSTED = """
[dates]
earliest = 2010-01-01
days_ahead = 1

[topics."lansstyrelsen.planning.to-klippan.v1"]
[topics."klippan.cards.v1"]
[topics."perstorp.cards.v1"]
"""
"""No other topics: the broker is shared with tests that leave what no inbox can read."""

either_broker = pytest.mark.parametrize(
    "broker",
    ["embedded", pytest.param("kafka", marks=pytest.mark.real)],
    indirect=True,
)


@pytest.fixture
def environment(broker: str, tmp_path: Path) -> Mapping[str, str]:
    (tmp_path / "trusted.toml").write_text(TRUSTED)
    return {"KAFKA_BOOTSTRAP_SERVERS": broker, "TRUSTED_FILE": f"{tmp_path}/trusted.toml"}


class Reader:
    """The keeper's side: the cards that have arrived."""

    def __init__(self, store: str) -> None:
        self.app = AgencyApp("af", store=store)
        self.cards: list[UUID] = []

    def apply(self, tx: Transaction, received: Sequence[Received]) -> None:
        self.cards += [UUID(one.content()[1].subject_id) for one in received]

    async def work(self, stop: asyncio.Event, environment: Mapping[str, str]) -> None:
        access, trust = access_of(environment), trust_of(environment)
        inbox = Inbox(self.app.database, self, access=access, pattern=r"^[a-z-]+\.cards\.v1$", trust=trust)
        await inbox.run(stop)


@pytest.mark.slow
@either_broker
async def test_events_and_cards_arrive_once_across_a_restart(
    environment: Mapping[str, str], tmp_path: Path
) -> None:
    keeper = Reader(f"sqlite:///{tmp_path}/keeper.db")
    agency = journal(f"sqlite:///{tmp_path}/journal.db", "klippan")
    await succeed_earlier_runs(environment, agency)
    plan, own = uuid4(), [uuid4(), uuid4()]
    await publish(environment, opened(plan))
    for activity in own:
        async with at_work(environment, agency, keeper):
            agency.cards.start_activity(
                Plan(KEEPER, plan),
                kind=ActivityKind.GUIDANCE,
                occurred_on=MARCH_20,
                activity_id=activity,
            )
            await until(lambda activity=activity: activity in keeper.cards)  # type: ignore[misc]  # bound now
            await until(lambda: notes_about(agency, plan) == 1)
    assert [one for one in keeper.cards if one in own] == own
    assert "opened" in notes(agency)
    agency.close()
    keeper.app.close()


def notes_about(agency: AgencyApp, plan: UUID) -> int:
    rows = agency.database.query("SELECT note FROM notes WHERE plan = :plan", {"plan": str(plan)})
    return len(rows)


@asynccontextmanager
async def at_work(environment: Mapping[str, str], agency: AgencyApp, keeper: Reader) -> AsyncIterator[None]:
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(work(agency, stop, environment))
        tasks.create_task(keeper.work(stop, environment))
        try:
            yield
        finally:
            stop.set()


async def until(condition: Callable[[], bool]) -> None:
    await asyncio.to_thread(wait_until, condition, lambda: "nothing yet", TIMEOUT_SECONDS)


def opened(plan: UUID) -> PlanOpened:
    sample = msgspec.json.decode(golden(PlanOpened.TYPE).value or b"", type=PlanOpened)
    return msgspec.structs.replace(sample, plan_id=plan)


async def publish(environment: Mapping[str, str], event: PlanOpened) -> None:
    envelope = Envelope(
        source=f"/{KEEPER}/planning.to-klippan/{uuid4().hex[:8]}",
        sequence=1,
        type=event.TYPE,
        subject=event.subject_id,
        time=datetime(2020, 3, 2, 12, tzinfo=UTC),
        correlation_id=event.subject_id,
        causation_id=event.subject_id,
        aggregate_version=1,
        fact_id=event.subject_id,
    )
    record = encode(envelope, event)
    producer = producer_for(Access(bootstrap=environment["KAFKA_BOOTSTRAP_SERVERS"]))
    await producer.start()
    await producer.send_and_wait(envelope.topic, record.value, key=record.key, headers=record.headers)
    await producer.stop()


@pytest.mark.slow
@either_broker
async def test_a_restored_journal_sends_again_once_a_new_epoch_has_begun(
    environment: Mapping[str, str], tmp_path: Path
) -> None:
    """Its new card would have the id of one that is lost: readers would skip it."""
    keeper = Reader(f"sqlite:///{tmp_path}/keeper.db")
    before, restored = (
        journal(f"sqlite:///{tmp_path}/{name}.db", "perstorp") for name in ("before", "restored")
    )
    own = [uuid4(), uuid4(), uuid4()]

    async def send(agency: AgencyApp, activity: UUID) -> None:
        async with at_work(environment, agency, keeper):
            start(agency, activity)
            await until(lambda: activity in keeper.cards)

    await succeed_earlier_runs(environment, before)
    await send(before, own[0])
    before.close()
    shutil.copy(tmp_path / "before.db", tmp_path / "restored.db")
    await send(before, own[1])
    start(restored, own[2])
    with pytest.raises(ExceptionGroup, match="unhandled"):
        await work(restored, asyncio.Event(), environment)
    found = await find_lost(restored, environment)
    assert [one.content()[1].subject_id for one in found.lost] == [str(own[1])]
    begin_epoch(restored, found)
    await until_sent(environment, restored, keeper, own[2])
    assert [one for one in keeper.cards if one in own] == own
    for app in (before, restored, keeper.app):
        app.close()


async def succeed_earlier_runs(environment: Mapping[str, str], agency: AgencyApp) -> None:
    """Apache Kafka keeps what earlier runs have published: this journal takes the place of theirs."""
    begin_epoch(agency, await find_lost(agency, environment))


async def until_sent(
    environment: Mapping[str, str], agency: AgencyApp, keeper: Reader, activity: UUID
) -> None:
    async with at_work(environment, agency, keeper):
        await until(lambda: activity in keeper.cards)


def start(agency: AgencyApp, activity: UUID) -> None:
    agency.cards.start_activity(
        Plan(KEEPER, uuid4()), kind=ActivityKind.GUIDANCE, occurred_on=MARCH_20, activity_id=activity
    )
