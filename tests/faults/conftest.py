"""A broker, a writer and a reader for each test of a fault."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from tests.faults.brokers import Embedded, Kafka, OwnBroker
from tests.faults.pipeline import Planning, Reporting


@pytest.fixture(scope="session")
def kafka(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kafka]:
    """Shared by all tests: it takes seconds to start."""
    broker = Kafka(tmp_path_factory.mktemp("kafka"))
    broker.start()
    yield broker
    broker.stop()


@pytest.fixture
def empty_kafka(kafka: Kafka) -> Kafka:
    kafka.delete_topics()
    return kafka


@pytest.fixture
def empty_embedded(tmp_path: Path) -> Iterator[Embedded]:
    broker = Embedded(tmp_path / "broker")
    broker.start()
    yield broker
    broker.stop()


@pytest.fixture(params=["embedded", pytest.param("kafka", marks=pytest.mark.real)])
def own_broker(request: pytest.FixtureRequest) -> OwnBroker:
    """A broker of each kind, empty."""
    return cast(OwnBroker, request.getfixturevalue(f"empty_{request.param}"))


@pytest.fixture
def planning(own_broker: OwnBroker, tmp_path: Path) -> Iterator[Planning]:
    running = Planning(tmp_path / "planning", own_broker.bootstrap)
    yield running
    running.close()


@pytest.fixture
def reporting(own_broker: OwnBroker, tmp_path: Path) -> Iterator[Reporting]:
    running = Reporting(tmp_path / "reporting", own_broker.bootstrap)
    yield running
    running.close()


@pytest.fixture
def another_reporting(own_broker: OwnBroker, tmp_path: Path) -> Iterator[Reporting]:
    running = Reporting(tmp_path / "another", own_broker.bootstrap)
    yield running
    running.close()
