"""Deliveries through a broker: by two relays, over a wipe, and after a revocation in it (I7, I19, I28)."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from libs.bus.tests.test_relay_and_inbox import running, until
from services.planning.tests.deliveries import TO_CARE, TO_CITY, TO_NOBODY, TOLD, plan_under
from services.planning.tests.examples import CARE, CITY, GRANTED, REVOKED, TODAY
from tests.faults.brokers import OwnBroker
from tests.journeys.topics import all_records

from chassis.service.deliveries import deliveries_of
from chassis.service.publishing import publication_of
from planning.service import SERVICE
from samplan.bus.publishing.relay import Relay
from samplan.contracts.codes import Agency
from samplan.contracts.envelope import Envelope, decode
from samplan.contracts.event import ContractEvent
from samplan.testing.deliveries.topics import held
from samplan.testing.harness import ServiceUnderTest

pytestmark = pytest.mark.slow


@pytest.fixture
def service(own_broker: OwnBroker, tmp_path: Path) -> Iterator[ServiceUnderTest]:
    with ServiceUnderTest(
        SERVICE,
        tmp_path / "planning",
        today=TODAY,
        delivers_to=f"{CARE},{CITY},{Agency.KLIPPAN}",
        kafka_bootstrap_servers=own_broker.bootstrap,
    ) as under_test:
        plan_under(under_test, GRANTED)
        yield under_test


def relay(service: ServiceUnderTest) -> Relay:
    settings, database = service.settings, service.database
    deliveries = deliveries_of(SERVICE, settings, database)
    return Relay(database, publication_of(SERVICE, settings, database), settings.kafka, deliveries)


async def publish(service: ServiceUnderTest, *, relays: int = 1) -> None:
    """Until each recipient's topic has all that is decided for it."""
    both = [relay(service) for _ in range(relays)]
    async with running(*both):
        await until(lambda: all(one.is_publishing for one in both))
        await until(lambda: not service.database.query(_UNSENT) and bool(service.database.query(_BEGUN)))


_BEGUN = "SELECT epoch FROM delivery_epochs WHERE indexed > 0"
_UNSENT = (
    "SELECT 1 FROM delivery_epochs JOIN deliveries ON deliveries.epoch = delivery_epochs.epoch"
    " WHERE deliveries.sequence > delivery_epochs.sent"
)


def told(broker: OwnBroker, topic: str) -> list[tuple[Envelope, ContractEvent]]:
    records = [one for one in all_records(broker.bootstrap) if one.topic == topic]
    return [decode(one.topic, one.key, one.value, one.headers) for one in records]


def names(found: list[tuple[Envelope, ContractEvent]]) -> list[str]:
    return [type(event).__name__ for event in held(found)]


def test_two_relays_and_a_wipe_leave_each_recipient_what_it_may_know(
    own_broker: OwnBroker, service: ServiceUnderTest
) -> None:
    asyncio.run(publish(service, relays=2))
    first = told(own_broker, TO_CARE)
    assert names(first) == names(told(own_broker, TO_CITY)) == TOLD
    assert told(own_broker, TO_NOBODY) == []
    own_broker.wipe()
    asyncio.run(publish(service))
    again = told(own_broker, TO_CARE)
    assert {one.source for one, _ in first}.isdisjoint(one.source for one, _ in again)
    assert list(dict.fromkeys(one.fact_id for one, _ in first)) == [one.fact_id for one, _ in again]


def test_a_revocation_during_an_outage_is_all_that_a_wiped_topic_tells(
    own_broker: OwnBroker, service: ServiceUnderTest
) -> None:
    asyncio.run(publish(service))
    own_broker.wipe()
    service.receive(REVOKED)
    asyncio.run(publish(service))
    [(_, end)] = told(own_broker, TO_CARE)
    assert type(end).__name__ == "SharingEnded"
