"""A broker and a service for each test of an operation."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from confluent_kafka.admin import NewTopic
from tests.operations.running import READ_TOPIC, Planning

from provision.rights import Grant, Revoke, Right, apply, present_rights
from samplan.testing.servers.cluster import KafkaCluster
from samplan.testing.servers.embedded import EmbeddedBrokerProcess


@pytest.fixture
def own_broker(tmp_path: Path) -> Iterator[EmbeddedBrokerProcess]:
    broker = EmbeddedBrokerProcess(tmp_path / "broker")
    broker.start()
    yield broker
    broker.stop()


@pytest.fixture
def planning(own_broker: EmbeddedBrokerProcess, tmp_path: Path) -> Iterator[Planning]:
    service = Planning(tmp_path, own_broker)
    yield service
    if hasattr(service, "process"):
        service.process.stop()


@pytest.fixture
def denied(planning: Planning, secured_kafka: KafkaCluster) -> Iterator[KafkaCluster]:
    """A Kafka on which `planning` sees a topic that it should read but may not."""
    admin = secured_kafka.client()
    admin.create_topics([NewTopic(READ_TOPIC, 1)])[READ_TOPIC].result(30)
    apply(admin, [Grant(Right("User:af.planning", "DESCRIBE", READ_TOPIC))])
    planning.access = secured_kafka.by_certificate("af.planning")
    yield secured_kafka
    apply(admin, [Revoke(right) for right in present_rights(admin)])
    admin.delete_topics([READ_TOPIC])[READ_TOPIC].result(30)
