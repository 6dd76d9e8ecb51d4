"""A broker, a writer and a reader for each test of a fault."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from tests.faults.brokers import Embedded, Kafka, OwnBroker
from tests.faults.pipeline import Planning, Reporting

from chassis.testing.warm import Warm


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warm]:
    log = tmp_path_factory.mktemp("warm") / "log"
    with Warm("planning.service", "reporting.service", log=log) as parent:
        yield parent


@pytest.fixture(params=["embedded", pytest.param("kafka", marks=pytest.mark.real)])
def own_broker(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OwnBroker]:
    """A broker of each kind, empty."""
    kind = Embedded if request.param == "embedded" else Kafka
    broker = cast(OwnBroker, kind(tmp_path / "broker"))
    broker.start()
    yield broker
    broker.stop()


@pytest.fixture
def planning(own_broker: OwnBroker, tmp_path: Path, warm: Warm) -> Iterator[Planning]:
    running = Planning(tmp_path / "planning", own_broker.bootstrap, warm)
    yield running
    running.close()


@pytest.fixture
def reporting(own_broker: OwnBroker, tmp_path: Path, warm: Warm) -> Iterator[Reporting]:
    running = Reporting(tmp_path / "reporting", own_broker.bootstrap, warm)
    yield running
    running.close()


@pytest.fixture
def another_reporting(own_broker: OwnBroker, tmp_path: Path, warm: Warm) -> Iterator[Reporting]:
    running = Reporting(tmp_path / "another", own_broker.bootstrap, warm)
    yield running
    running.close()
