"""The end of a history is on its topic before the beginning: a reader applies it last (I2, I9, I19)."""

import asyncio
from uuid import UUID

import pytest
from tests.faults.brokers import OwnBroker
from tests.faults.inside import relay_of
from tests.faults.pipeline import TOPIC, Planning, Reporting, assert_nothing_lost_or_doubled
from tests.faults.test_trimmed_topic import empty, half_received, run

from planning.service import SERVICE as PLANNING
from reporting.service import SERVICE as REPORTING
from samplan.bus.kafka.client import Cluster, close_producer, producer_for
from samplan.bus.kafka.delivery import deliver
from samplan.bus.reading.parked import count_parked, list_parked
from samplan.testing.waiting import wait_until

IN_FLIGHT = 12

pytestmark = pytest.mark.slow


async def send_the_last(planning: Planning, number: int) -> None:
    """Send as a relay's client library does with a batch that was not acknowledged."""
    relay, settings = relay_of(planning), planning.settings
    relay.refuse_an_older_store({})
    last = planning.database.last_notification_id()
    [outgoing] = relay._outgoing
    records = outgoing.records(planning.database.notifications(last - number, number))
    async with Cluster(settings.kafka) as cluster:
        await cluster.ensure_topic(TOPIC, partitions=settings.topic_partitions, replication=1)
    producer = producer_for(settings.kafka, settings.topic_partitions)
    await producer.start()
    await deliver(producer, TOPIC, records)
    await close_producer(producer)


def assert_all_received(planning: Planning, reader: Reporting) -> None:
    assert_nothing_lost_or_doubled(planning, reader)
    wait_until(lambda: count_parked(reader.database) == 0, lambda: list_parked(reader.database))


def test_a_batch_in_flight_reaches_a_wiped_broker_before_all_is_published_again(
    own_broker: OwnBroker, planning: Planning, reporting: Reporting, another_reporting: Reporting
) -> None:
    relay, inbox = planning.relay(), reporting.inbox()
    plans = planning.write_plans(6)
    assert_nothing_lost_or_doubled(planning, reporting)
    inbox.kill()
    planning.write_plans(3)
    for plan in plans:
        planning.agree(plan)
    wait_until(planning.is_all_published, lambda: "not all published")
    relay.kill()

    own_broker.wipe()
    asyncio.run(send_the_last(planning, IN_FLIGHT))
    behind, new = reporting, another_reporting
    behind.inbox()
    new.inbox()
    wait_until(lambda: count_parked(new.database) > 0, lambda: "no record is out of order")
    planning.relay()
    assert_all_received(planning, behind)
    assert_all_received(planning, new)
    assert behind.digest() == new.digest()


# The embedded broker trims by itself only.
@pytest.mark.parametrize("own_broker", [pytest.param("kafka", marks=pytest.mark.real)], indirect=True)
def test_a_relay_continues_in_an_emptied_topic_before_all_is_published_again(
    own_broker: OwnBroker, planning: Planning, reporting: Reporting
) -> None:
    half_received(planning, reporting)
    plans = sorted({UUID(place[0]) for place in planning.published()})
    empty(own_broker)
    for plan in plans:
        planning.agree(plan)
    wait_until(planning.is_all_published, lambda: "not all published")
    assert run(PLANNING, planning, "republish", "--yes").exit_code == 0
    wait_until(planning.is_all_published, lambda: "not all published")
    result = run(REPORTING, reporting, "inbox", "reread", TOPIC, "--whole", "--yes")
    assert result.exit_code == 0, result.output
    reporting.inbox()
    assert_all_received(planning, reporting)
