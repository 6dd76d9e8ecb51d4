"""On Apache Kafka: changes are applied, applying twice changes nothing, and drift is shown."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from confluent_kafka.admin import (
    AdminClient,
    AlterConfigOpType,
    ConfigEntry,
    ConfigResource,
    ResourceType,
)
from deploy.provision.tests.examples import Files
from typer.testing import CliRunner, Result

from provision.cli import cli
from provision.rights import Grant, Right, apply
from samplan.testing.servers.cluster import KafkaCluster
from samplan.testing.servers.secured import settings_for

pytestmark = pytest.mark.real

PASSWORD = "sixteen-characters-at-least"
Run = Callable[..., Result]


@pytest.fixture
def run(secured_kafka: KafkaCluster, files: Files) -> Iterator[Run]:
    def invoke(*arguments: str) -> Result:
        command = [*arguments, "--files", str(files.folder)]
        return CliRunner().invoke(cli, command, env=dict(settings_for(secured_kafka.admin)))

    yield invoke
    admin = secured_kafka.client()  # named: the library closes a client without a reference
    admin.delete_topics(["fk.planning.v1"])["fk.planning.v1"].result(30)


@pytest.fixture
def passwords(tmp_path: Path) -> Path:
    folder = tmp_path / "passwords"
    folder.mkdir()
    for principal in ("fk.planning", "klippan.reporting"):
        (folder / principal).touch(mode=0o600)
        (folder / principal).write_text(f"{PASSWORD}\n")
    return folder


def drift(admin: AdminClient) -> None:
    """A change made by hand."""
    week = ConfigEntry("retention.ms", "604800000", incremental_operation=AlterConfigOpType.SET)
    resource = ConfigResource(ResourceType.TOPIC, "fk.planning.v1", incremental_configs=[week])
    for altered in admin.incremental_alter_configs([resource]).values():
        altered.result(30)


def test_topics_are_created_once_corrected_and_never_shrunk(
    run: Run, files: Files, secured_kafka: KafkaCluster
) -> None:
    planned, applied, again = run("topics", "plan"), run("topics", "apply"), run("topics", "apply")
    assert (planned.exit_code, planned.stdout) == (1, "+ fk.planning.v1: 3 partitions, 1 replicas\n")
    assert (applied.exit_code, applied.stdout) == (0, planned.stdout)
    assert (again.exit_code, again.stdout) == (0, "nothing differs\n")

    drift(secured_kafka.client())
    shown = run("topics", "plan")
    assert (shown.exit_code, shown.stdout) == (1, "~ fk.planning.v1: retention.ms 604800000 -> -1\n")
    run("topics", "apply")
    assert run("topics", "plan").stdout == "nothing differs\n"

    files.change("topics.yaml", "partitions: 3", "partitions: 4")
    assert run("topics", "apply").exit_code == 1
    assert run("topics", "apply", "--add-partitions").stdout == "~ fk.planning.v1: partitions 3 -> 4\n"
    files.change("topics.yaml", "partitions: 4", "partitions: 2")
    assert run("topics", "apply", "--add-partitions").exit_code == 1
    assert len(secured_kafka.client().list_topics("fk.planning.v1").topics["fk.planning.v1"].partitions) == 4


def test_rights_are_granted_once_and_a_surplus_one_is_revoked(run: Run, secured_kafka: KafkaCluster) -> None:
    run("topics", "apply")
    assert run("acls", "apply").stdout.count("+ User:") == 5
    assert run("acls", "apply").stdout == "nothing differs\n"

    surplus = Right("User:perstorp.reporting", "READ", "fk.planning.v1")
    apply(secured_kafka.client(), [Grant(surplus)])
    shown = run("acls", "plan")
    assert (shown.exit_code, shown.stdout) == (1, "- User:perstorp.reporting: read fk.planning.v1\n")
    run("acls", "apply")
    assert run("acls", "plan").stdout == "nothing differs\n"


def test_a_password_is_set_once_and_replaced_only_by_rotate(
    run: Run, passwords: Path, secured_kafka: KafkaCluster
) -> None:
    run("topics", "apply")
    users = ("users", "apply", "--passwords", str(passwords))
    assert run(*users).stdout.splitlines() == [
        "+ fk.planning: SCRAM-SHA-512",
        "+ klippan.reporting: SCRAM-SHA-512",
    ]
    assert run(*users).stdout == "nothing differs\n"
    assert _may_log_in(secured_kafka, "fk.planning", PASSWORD)

    (passwords / "fk.planning").write_text("another-of-sixteen-or-more")
    assert run(*users, "--rotate", "fk.planning").stdout == "+ fk.planning: SCRAM-SHA-512\n"
    assert _may_log_in(secured_kafka, "fk.planning", "another-of-sixteen-or-more")


def test_a_password_that_all_users_can_read_is_refused(run: Run, passwords: Path) -> None:
    run("topics", "apply")
    (passwords / "fk.planning").chmod(0o644)
    refused = run("users", "apply", "--passwords", str(passwords), "--rotate", "fk.planning")
    assert refused.exit_code == 78
    assert "fk.planning: readable or writable by all users" in refused.stderr
    assert PASSWORD not in refused.output


def _may_log_in(kafka: KafkaCluster, name: str, password: str) -> bool:
    access = kafka.by_password(name, password)
    return bool(AdminClient({**access.for_librdkafka(), "log_level": 0}).list_topics(timeout=10).brokers)
