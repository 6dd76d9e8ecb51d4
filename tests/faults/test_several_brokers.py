"""Three brokers: one may crash, restart or miss a topic's records, and nothing is lost (I1, I5, I21)."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from confluent_kafka.admin import NewTopic
from tests.faults.inside import relaying
from tests.faults.pipeline import PARTITIONS, TOPIC, Planning, Reporting, assert_nothing_lost_or_doubled

from samplan.bus.kafka import delivery
from samplan.testing.servers.cluster import Broker, KafkaCluster
from samplan.testing.waiting import wait_until

PLANS = 20
LONGEST_LAG_SECONDS = 60.0

pytestmark = [pytest.mark.real, pytest.mark.slow]


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KafkaCluster]:
    with KafkaCluster(tmp_path_factory.mktemp("three"), brokers=3) as cluster:
        yield cluster


@pytest.fixture
def cluster(three: KafkaCluster) -> Iterator[KafkaCluster]:
    """Without the topic, and with all brokers running before and after."""
    yield three
    admin = three.client()
    for deleted in admin.delete_topics([TOPIC]).values():
        deleted.result(60)


@pytest.fixture
def planning(cluster: KafkaCluster, tmp_path: Path) -> Iterator[Planning]:
    running = Planning(tmp_path / "planning", cluster.plain.bootstrap)
    yield running
    running.close()


@pytest.fixture
def reporting(cluster: KafkaCluster, tmp_path: Path) -> Iterator[Reporting]:
    running = Reporting(tmp_path / "reporting", cluster.plain.bootstrap)
    yield running
    running.close()


def make_topic(cluster: KafkaCluster, *, on: list[int]) -> None:
    """Create the topic on these brokers; of three, one may be down."""
    places = [on[n % len(on) :] + on[: n % len(on)] for n in range(PARTITIONS)]
    new = NewTopic(TOPIC, PARTITIONS, replica_assignment=places, config={"min.insync.replicas": "2"})
    admin = cluster.client()
    admin.create_topics([new])[TOPIC].result(30)


def leaders(cluster: KafkaCluster) -> set[int]:
    topic = cluster.client().list_topics(TOPIC, timeout=10).topics[TOPIC]
    return {partition.leader for partition in topic.partitions.values()}


def in_sync(cluster: KafkaCluster) -> set[int]:
    """The number of in-sync replicas of each partition."""
    topic = cluster.client().list_topics(TOPIC, timeout=10).topics[TOPIC]
    return {len(partition.isrs) for partition in topic.partitions.values()}


def wait_until_in_sync(cluster: KafkaCluster, replicas: int) -> None:
    wait_until(lambda: in_sync(cluster) == {replicas}, lambda: in_sync(cluster))


class TestABroker:
    def test_that_crashes_loses_its_partitions_to_the_others(
        self, cluster: KafkaCluster, planning: Planning, reporting: Reporting
    ) -> None:
        make_topic(cluster, on=[1, 2, 3])
        planning.relay()
        reporting.inbox()
        planning.write_plans(PLANS)
        crashed = cluster.brokers[0]
        crashed.kill()
        planning.write_plans(PLANS)
        assert_nothing_lost_or_doubled(planning, reporting)
        assert leaders(cluster) == {2, 3}

        bring_back(cluster, crashed)
        planning.write_plans(PLANS)
        assert_nothing_lost_or_doubled(planning, reporting)

    def test_after_another_may_be_restarted_under_load(
        self, cluster: KafkaCluster, planning: Planning, reporting: Reporting
    ) -> None:
        """I17 for Kafka: the rolling restart of an upgrade."""
        make_topic(cluster, on=[1, 2, 3])
        planning.relay()
        reporting.inbox()
        for broker in cluster.brokers:
            planning.write_plans(PLANS)
            broker.stop()
            planning.write_plans(PLANS)
            bring_back(cluster, broker)
        assert_nothing_lost_or_doubled(planning, reporting)


class TestATopicWithoutEnoughReplicas:
    def test_is_published_to_once_it_has_them_again(
        self,
        cluster: KafkaCluster,
        planning: Planning,
        reporting: Reporting,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """I21: an acknowledged event is on two brokers, so with only one nothing is acknowledged."""
        monkeypatch.setattr(delivery, "DELIVERY_TIMEOUT_SECONDS", 3.0)
        make_topic(cluster, on=[2, 3])
        reporting.inbox()
        with relaying(planning) as relay:
            planning.write_plans(PLANS)
            assert_nothing_lost_or_doubled(planning, reporting)

            missed = cluster.brokers[2]
            missed.kill()
            wait_until_in_sync(cluster, 1)
            planning.write_plans(PLANS)
            wait_until(lambda: not relay.is_publishing, lambda: "the relay reports that it is publishing")

            bring_back(cluster, missed, replicas=2)
            healed = time.monotonic()
            assert_nothing_lost_or_doubled(planning, reporting)
            wait_until(planning.is_all_published, lambda: "the relay still lags")
            assert time.monotonic() - healed < LONGEST_LAG_SECONDS


def bring_back(cluster: KafkaCluster, broker: Broker, replicas: int = 3) -> None:
    """Start a broker again, and wait until its replicas are in sync."""
    broker.start()
    broker.wait()
    wait_until_in_sync(cluster, replicas)
