"""The demo landscape's topics and rights on a secured Kafka, from `deploy/kafka`."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.deploy.whole import Whole
from typer.testing import CliRunner

from provision.cli import cli
from provision.landscape import read_landscape, read_topics
from samplan.bus.kafka.access import Access
from samplan.testing.servers.cluster import KafkaCluster
from samplan.testing.servers.secured import settings_for

FILES = Path(__file__).parents[2] / "deploy/kafka"
PASSWORD = "of-everybody-in-these-tests"

Provision = Callable[..., str]


@pytest.fixture(scope="session")
def provision(secured_kafka: KafkaCluster, tmp_path_factory: pytest.TempPathFactory) -> Provision:
    """Runs `python -m provision` as the administrator; every principal has a password."""

    def run(*arguments: str) -> str:
        command = [*arguments, "--files", str(FILES)]
        result = CliRunner().invoke(cli, command, env=dict(settings_for(secured_kafka.admin)))
        assert result.exit_code == 0, result.output
        return result.stdout

    passwords = tmp_path_factory.mktemp("passwords")
    for principal in read_landscape(FILES).principals:
        (passwords / principal).touch(mode=0o600)
        (passwords / principal).write_text(PASSWORD)
    run("users", "apply", "--passwords", str(passwords))
    return run


@pytest.fixture
def landscape(secured_kafka: KafkaCluster, provision: Provision) -> Iterator[KafkaCluster]:
    """Every topic exists and is empty; every right is as in the files."""
    provision("topics", "apply", "--small-cluster")
    provision("acls", "apply")
    yield secured_kafka
    admin = secured_kafka.client()
    for deleted in admin.delete_topics([topic.name for topic in read_topics(FILES)]).values():
        deleted.result(30)


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
