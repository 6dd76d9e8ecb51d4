"""Cards and their answers through a broker, also one that is wiped (P-09, I7)."""

import asyncio
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from libs.bus.tests.test_relay_and_inbox import running, until
from services.planning.tests.examples import ENROLLED, GRANTED, TODAY
from services.planning.tests.test_cards import COMPLETED, STARTED, TOPIC
from tests.faults.brokers import OwnBroker
from tests.journeys.topics import all_records

from chassis.service.business_date import consumer_of
from chassis.service.publishing import publication_of
from planning.service import SERVICE
from samplan.bus.kafka.client import Cluster, close_producer, producer_for
from samplan.bus.kafka.delivery import deliver
from samplan.bus.publishing.relay import Relay
from samplan.bus.reading.inbox import Inbox
from samplan.contracts.envelope import Record, decode, encode
from samplan.contracts.planning.cards import CardRejected
from samplan.testing.given import envelope_of
from samplan.testing.harness import ServiceUnderTest

pytestmark = pytest.mark.slow

ANSWERS = "af.card-rejections-to-malmo-ifo.v1"
CARDS = [
    encode(envelope_of(card, sequence=number), card)
    for number, card in enumerate((STARTED, STARTED, COMPLETED), start=1)
]
POISON = Record(b"no key of a card", b"{", [])


@pytest.fixture
def service(own_broker: OwnBroker, tmp_path: Path) -> Iterator[ServiceUnderTest]:
    with ServiceUnderTest(
        SERVICE,
        tmp_path / "planning",
        today=TODAY,
        card_senders="malmo-ifo",
        kafka_bootstrap_servers=own_broker.bootstrap,
    ) as under_test:
        under_test.receive(GRANTED, ENROLLED)
        yield under_test


async def send(service: ServiceUnderTest, records: Sequence[Record]) -> None:
    """As the city's own system does."""
    async with Cluster(service.settings.kafka) as cluster:
        await cluster.ensure_topic(TOPIC, partitions=1, replication=1)
    producer = producer_for(service.settings.kafka, 1)
    await producer.start()
    await deliver(producer, TOPIC, records)
    await close_producer(producer)


async def handle(service: ServiceUnderTest, records: Sequence[Record]) -> None:
    """Send the records, and let planning apply and publish all of them."""
    await send(service, records)
    database, access = service.database, service.settings.kafka
    consumer = consumer_of(SERVICE, service.settings, service.process.application)
    inbox = Inbox(database, consumer, access=access, pattern=rf"^{TOPIC}$")
    relay = Relay(database, publication_of(SERVICE, service.settings, database), access)
    async with Cluster(access) as cluster:
        read: dict[str, str | int] = {"cluster": cluster.id, "topic": TOPIC, "next": len(records)}

    def published() -> dict[str, str | int]:
        return {"cluster": read["cluster"], "last": database.last_notification_id()}

    async with running(inbox, relay):
        await until(lambda: bool(database.query(_READ, read)))
        await until(lambda: bool(database.query(_PUBLISHED, published())))


_READ = "SELECT 1 FROM inbox_positions WHERE cluster = :cluster AND topic = :topic AND next_offset = :next"

_PUBLISHED = "SELECT 1 FROM relay_positions WHERE cluster = :cluster AND position >= :last"


def answers(own_broker: OwnBroker) -> list[tuple[str, str]]:
    """The reason of each answer, and what it says caused it."""
    found = []
    for one in all_records(own_broker.bootstrap):
        if one.topic == ANSWERS:
            envelope, event = decode(one.topic, one.key, one.value, one.headers)
            assert isinstance(event, CardRejected)
            found.append((event.reason.value, envelope.causation_id))
    return sorted(found)


def test_bad_cards_are_answered_and_stay_answered_when_the_broker_is_wiped(
    own_broker: OwnBroker, service: ServiceUnderTest
) -> None:
    """Both sides publish again: planning applies no card twice, and the sender reads the same answers."""
    asyncio.run(handle(service, [*CARDS, POISON]))
    once, stored = answers(own_broker), service.database.last_notification_id()
    assert [reason for reason, _ in once] == ["duplicate", "validation_error"]
    assert once[0][1] == "/malmo-ifo/cards/0a1b2c3d:2"
    own_broker.wipe()
    asyncio.run(handle(service, CARDS))
    assert answers(own_broker) == once
    assert service.database.last_notification_id() == stored
    assert service.parked() == []
