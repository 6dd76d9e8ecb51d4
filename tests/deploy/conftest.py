"""The demo landscape on a secured Kafka, and planning of `af` with its rights."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.deploy.landscape import PASSWORD, Provision, provision_on, provisioned
from tests.deploy.whole import Whole

from samplan.bus.kafka.access import Access
from samplan.testing.servers.cluster import KafkaCluster


@pytest.fixture(scope="session")
def provision(secured_kafka: KafkaCluster, tmp_path_factory: pytest.TempPathFactory) -> Provision:
    return provision_on(secured_kafka, tmp_path_factory.mktemp("passwords"))


@pytest.fixture
def landscape(secured_kafka: KafkaCluster, provision: Provision) -> Iterator[KafkaCluster]:
    """Every topic exists and is empty; every right is as in the files."""
    with provisioned(secured_kafka, provision):
        yield secured_kafka


@pytest.fixture
def password(landscape: KafkaCluster) -> Access:
    """Access for planning of `af` by name and password."""
    return landscape.by_password("af.planning", PASSWORD)


@pytest.fixture
def certificate(landscape: KafkaCluster) -> Access:
    """Access for planning of `af` by certificate."""
    return landscape.by_certificate("af.planning")


@pytest.fixture
def planning(password: Access, tmp_path: Path) -> Iterator[Whole]:
    """The service as planning of `af`, not started."""
    with Whole(tmp_path, password) as whole:
        yield whole
