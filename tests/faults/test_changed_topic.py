"""The topic is changed while in use: more partitions, a smaller limit, records larger than a fetch."""

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from confluent_kafka import KafkaException, Producer
from confluent_kafka.admin import (
    AdminClient,
    AlterConfigOpType,
    ConfigEntry,
    ConfigResource,
    NewPartitions,
    NewTopic,
    ResourceType,
)
from tests.faults.brokers import Kafka
from tests.faults.inside import relay_of
from tests.faults.pipeline import PARTITIONS, TOPIC, Planning, Reporting, assert_nothing_lost_or_doubled

from samplan.bus.publishing.outgoing import Untranslatable
from samplan.bus.reading.parked import list_parked
from samplan.testing.waiting import wait_until

PLANS = 20
TOO_SMALL = 400
"""Bytes of a batch: smaller than any event."""
FIVE_MIB = 5 * 1024 * 1024
"""Larger than a reader's fetch from one partition."""

pytestmark = [pytest.mark.real, pytest.mark.slow]


@pytest.fixture
def planning(empty_kafka: Kafka, tmp_path: Path) -> Iterator[Planning]:
    running = Planning(tmp_path / "planning", empty_kafka.bootstrap)
    yield running
    running.close()


@pytest.fixture
def reporting(empty_kafka: Kafka, tmp_path: Path) -> Iterator[Reporting]:
    running = Reporting(tmp_path / "reporting", empty_kafka.bootstrap)
    yield running
    running.close()


@pytest.fixture
def admin(empty_kafka: Kafka) -> AdminClient:
    return AdminClient({"bootstrap.servers": empty_kafka.bootstrap, "log_level": 0})


def limit(admin: AdminClient, size: int) -> None:
    """Limit the topic's batches to this many bytes."""
    entry = ConfigEntry("max.message.bytes", str(size), incremental_operation=AlterConfigOpType.SET)
    resource = ConfigResource(ResourceType.TOPIC, TOPIC, incremental_configs=[entry])
    admin.incremental_alter_configs([resource])[resource].result(30)


def make_topic(admin: AdminClient) -> None:
    """Recreate the topic, even if a killed process's last request has just created it."""
    new = NewTopic(TOPIC, PARTITIONS, 1)
    try:
        admin.create_topics([new])[TOPIC].result(30)
    except KafkaException:
        admin.delete_topics([TOPIC])[TOPIC].result(30)
        admin.create_topics([new])[TOPIC].result(30)


def double_partitions(admin: AdminClient) -> None:
    admin.create_partitions([NewPartitions(TOPIC, 2 * PARTITIONS)])[TOPIC].result(30)


class TestMorePartitions:
    def test_move_no_aggregate_however_far_behind_a_reader_is(
        self, planning: Planning, reporting: Reporting, admin: AdminClient
    ) -> None:
        """I2: a reader that starts later receives both halves of every history in order."""
        relay = planning.relay()
        plans = planning.write_plans(PLANS)
        wait_until(planning.is_all_published, lambda: "not published")
        double_partitions(admin)
        relay.kill()
        planning.relay()
        for plan in plans:
            planning.agree(plan)
        wait_until(planning.is_all_published, lambda: "not published")
        reporting.inbox()
        assert_nothing_lost_or_doubled(planning, reporting)

    def test_under_load_lose_and_double_nothing(
        self, planning: Planning, reporting: Reporting, admin: AdminClient
    ) -> None:
        """Two inboxes do not share partitions: each reads everything, and the store discards duplicates."""
        make_topic(admin)
        for role in (planning.relay, reporting.inbox, reporting.inbox):
            role()
        plans = planning.write_plans(PLANS)
        double_partitions(admin)
        for plan in plans:
            planning.agree(plan)
        planning.write_plans(PLANS)
        assert_nothing_lost_or_doubled(planning, reporting)


class TestATopicWithATooSmallLimit:
    def test_stops_the_relay_before_the_event_until_the_limit_is_raised(
        self, planning: Planning, reporting: Reporting, admin: AdminClient
    ) -> None:
        make_topic(admin)
        limit(admin, TOO_SMALL)
        planning.write_plans(1)
        with pytest.raises(Untranslatable, match=r"event #\d+ is larger than af\.planning\.v1 allows"):
            asyncio.run(asyncio.wait_for(relay_of(planning).run(asyncio.Event()), 60))
        assert not planning.is_all_published()

        limit(admin, 1048588)
        planning.relay()
        reporting.inbox()
        assert_nothing_lost_or_doubled(planning, reporting)


class TestARecordLargerThanAFetch:
    def test_is_read_and_delays_no_other(
        self, empty_kafka: Kafka, planning: Planning, reporting: Reporting, admin: AdminClient
    ) -> None:
        make_topic(admin)
        limit(admin, 2 * FIVE_MIB)
        large = Producer({"bootstrap.servers": empty_kafka.bootstrap, "message.max.bytes": 2 * FIVE_MIB})
        for partition in range(PARTITIONS):
            large.produce(TOPIC, os.urandom(FIVE_MIB), partition=partition)
        assert large.flush(30) == 0

        planning.relay()
        planning.write_plans(PLANS)
        reporting.inbox()
        assert_nothing_lost_or_doubled(planning, reporting)
        assert len(list_parked(reporting.database)) == PARTITIONS
