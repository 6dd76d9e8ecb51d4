"""I6: an unreadable record is parked whole, others are applied within 5 s, and a replay keeps the order."""

from uuid import UUID

import pytest
from confluent_kafka import Producer
from tests.faults.brokers import OwnBroker
from tests.faults.pipeline import TOPIC, Planning, Reporting, assert_nothing_lost_or_doubled

from samplan.bus.reading.intake import replay
from samplan.bus.reading.parked import BEHIND_PARKED, count_parked, discard, list_parked, raw
from samplan.testing.waiting import wait_until

POISON = b'{"planId": \xff'
WITHIN_SECONDS = 5.0

pytestmark = pytest.mark.slow


def slip_in(broker: OwnBroker, plan: UUID) -> None:
    """Produce an unreadable record in the partition of the plan's events."""
    producer = Producer({"bootstrap.servers": broker.bootstrap, "partitioner": "murmur2_random"})
    producer.produce(TOPIC, POISON, key=str(plan))
    assert producer.flush(10) == 0


class TestPoison:
    def test_delays_no_other_plan_and_a_replay_keeps_the_order(
        self, own_broker: OwnBroker, planning: Planning, reporting: Reporting
    ) -> None:
        planning.relay()
        reporting.inbox()
        harmed, *others = planning.write_plans(12)
        assert_nothing_lost_or_doubled(planning, reporting)

        slip_in(own_broker, harmed)
        planning.agree(harmed)
        for plan in others:
            planning.agree(plan)
        theirs = [place for place in planning.published() if place[0] != str(harmed)]
        so_far = [place for place in planning.published() if place[0] == str(harmed)][:-1]
        reporting.wait_for([*theirs, *so_far], planning.source, WITHIN_SECONDS)
        wait_until(lambda: count_parked(reporting.database) == 2, lambda: list_parked(reporting.database))

        poison, behind = list_parked(reporting.database)
        found = raw(reporting.database, poison.id)
        assert found is not None
        assert (found.value, found.key) == (POISON, str(harmed).encode())
        assert (behind.key, behind.reason) == (str(harmed), BEHIND_PARKED)

        assert discard(reporting.database, poison.id)
        assert replay(reporting.database, reporting.consumer, behind.id) == 1
        planning.write_plans(1)
        assert_nothing_lost_or_doubled(planning, reporting)
