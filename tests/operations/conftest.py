"""A broker and a service for each test of an operation."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.operations.running import Planning

from chassis.testing.embedded import EmbeddedBrokerProcess


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
