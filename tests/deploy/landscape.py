"""The demo landscape's topics and rights on a secured Kafka, from `deploy/kafka`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from typer.testing import CliRunner

from provision.cli import cli
from provision.landscape import read_landscape, read_topics
from provision.rights import Revoke, apply, present_rights
from samplan.testing.servers.cluster import KafkaCluster
from samplan.testing.servers.secured import settings_for

FILES = Path(__file__).parents[2] / "deploy/kafka"
PASSWORD = "of-everybody-in-these-tests"

Provision = Callable[..., str]


def provision_on(kafka: KafkaCluster, passwords: Path) -> Provision:
    """Runs `python -m provision` as the administrator; every principal has a password, in that folder."""

    def run(*arguments: str) -> str:
        command = [*arguments, "--files", str(FILES)]
        result = CliRunner().invoke(cli, command, env=dict(settings_for(kafka.admin)))
        assert result.exit_code == 0, result.output
        return result.stdout

    for principal in read_landscape(FILES).principals:
        (passwords / principal).touch(mode=0o600)
        (passwords / principal).write_text(PASSWORD)
    run("users", "apply", "--passwords", str(passwords))
    return run


@contextmanager
def provisioned(kafka: KafkaCluster, provision: Provision) -> Iterator[KafkaCluster]:
    """Every topic exists and is empty; every right is as in the files. Afterwards there is none of them."""
    provision("topics", "apply", "--small-cluster")
    provision("acls", "apply")
    try:
        yield kafka
    finally:
        admin = kafka.client()
        apply(admin, [Revoke(right) for right in present_rights(admin)])
        for deleted in admin.delete_topics([topic.name for topic in read_topics(FILES)]).values():
            deleted.result(30)
