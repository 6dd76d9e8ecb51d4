"""A participant whom the attackers look for: in services of the test's process, or on a secured Kafka."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from tests.attacker.secured import on_secured_kafka
from tests.attacker.victim import EACH_GROUND, Victim
from tests.deploy.landscape import Provision, provision_on
from tests.journeys.side_by_side import SideBySide

from samplan.testing.servers.cluster import KafkaCluster


@pytest.fixture(scope="session")
def provision(secured_kafka: KafkaCluster, tmp_path_factory: pytest.TempPathFactory) -> Provision:
    return provision_on(secured_kafka, tmp_path_factory.mktemp("passwords"))


@contextmanager
def _enrolled(request: pytest.FixtureRequest, folder: Path) -> Iterator[Victim]:
    with ExitStack() as stack:
        if request.param == "embedded":
            yield Victim.enrolled(SideBySide(folder, stack))
        else:
            kafka, provision = map(request.getfixturevalue, ("secured_kafka", "provision"))
            yield Victim.enrolled(stack.enter_context(on_secured_kafka(kafka, provision, folder)))


@pytest.fixture(params=EACH_GROUND)
def victim(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Victim]:
    """For a test that changes something."""
    with _enrolled(request, tmp_path_factory.mktemp("stores")) as victim:
        yield victim


@pytest.fixture(scope="module", params=EACH_GROUND)
def unharmed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Victim]:
    """Shared by the attacks that must change nothing."""
    with _enrolled(request, tmp_path_factory.mktemp("stores")) as victim:
        yield victim
