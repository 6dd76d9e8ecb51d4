"""I19: a wiped broker is filled again from the stores, and gives the same projection."""

import pytest
from confluent_kafka import Consumer, KafkaException, TopicPartition
from tests.faults.brokers import OwnBroker
from tests.faults.pipeline import (
    PARTITIONS,
    TOPIC,
    Planning,
    Reporting,
    assert_nothing_lost_or_doubled,
)

from samplan.testing.waiting import wait_until

PLANS = 20

pytestmark = pytest.mark.slow


def records_on(broker: OwnBroker) -> int:
    """The number of records in the topic; 0 while it does not exist."""
    reader = Consumer({"bootstrap.servers": broker.bootstrap, "group.id": "count", "log_level": 0})
    try:
        places = [TopicPartition(TOPIC, partition) for partition in range(PARTITIONS)]
        marks = [reader.get_watermark_offsets(place, timeout=10) for place in places]
        return sum(high - low for low, high in marks)
    except KafkaException:
        return 0
    finally:
        reader.close()


class TestWipedBroker:
    def test_is_filled_again_while_relay_and_inbox_run(
        self, own_broker: OwnBroker, planning: Planning, reporting: Reporting
    ) -> None:
        planning.relay()
        reporting.inbox()
        planning.write_plans(PLANS)
        assert_nothing_lost_or_doubled(planning, reporting)
        before = reporting.digest()

        own_broker.wipe()
        everything = len(planning.published())
        wait_until(lambda: records_on(own_broker) >= everything, lambda: "the topic is not complete again")
        assert reporting.digest() == before

        planning.write_plans(PLANS)
        assert_nothing_lost_or_doubled(planning, reporting)

    def test_gives_a_new_reader_the_same_projection(
        self,
        own_broker: OwnBroker,
        planning: Planning,
        reporting: Reporting,
        another_reporting: Reporting,
    ) -> None:
        planning.relay()
        reporting.inbox()
        planning.write_plans(PLANS)
        assert_nothing_lost_or_doubled(planning, reporting)

        own_broker.wipe()
        another_reporting.inbox()
        assert_nothing_lost_or_doubled(planning, another_reporting)
        assert another_reporting.digest() == reporting.digest()
