"""I9: an inbox that would have to skip continues only after the owner has republished what it lacks."""

from collections.abc import Mapping
from typing import Any

import pytest
from confluent_kafka import TopicPartition
from confluent_kafka.admin import AdminClient
from tests.faults.brokers import OwnBroker
from tests.faults.pipeline import PARTITIONS, TOPIC, Planning, Reporting, assert_nothing_lost_or_doubled
from typer.testing import CliRunner, Result

from chassis.cli.commands import service_cli
from chassis.service.service import Service
from planning.service import SERVICE as PLANNING
from reporting.service import SERVICE as REPORTING
from samplan.testing.waiting import wait_until

pytestmark = [
    pytest.mark.slow,
    # The embedded broker trims by itself only.
    pytest.mark.parametrize("own_broker", [pytest.param("kafka", marks=pytest.mark.real)], indirect=True),
]


def run(service: Service, running: Planning | Reporting, *command: str) -> Result:
    environment: Mapping[str, Any] = {
        "DATA_DIR": str(running.settings.data_dir),
        "KAFKA_BOOTSTRAP_SERVERS": running.settings.kafka_bootstrap_servers,
    }
    return CliRunner().invoke(service_cli(service), command, env=environment)


def empty(broker: OwnBroker) -> None:
    """Delete every record of the topic; offsets continue."""
    admin = AdminClient({"bootstrap.servers": broker.bootstrap})
    ends = [TopicPartition(TOPIC, partition, -1) for partition in range(PARTITIONS)]  # -1: up to the end
    for deleted in admin.delete_records(ends).values():
        deleted.result()


def half_received(planning: Planning, reporting: Reporting) -> None:
    """Reporting has received some plans and is stopped, and more are published."""
    planning.relay()
    inbox = reporting.inbox()
    planning.write_plans(3)
    assert_nothing_lost_or_doubled(planning, reporting)
    inbox.kill()
    planning.write_plans(3)
    wait_until(planning.is_all_published, lambda: "not all published")


def test_continues_once_the_owner_has_republished(
    own_broker: OwnBroker, planning: Planning, reporting: Reporting
) -> None:
    half_received(planning, reporting)
    empty(own_broker)
    assert run(PLANNING, planning, "republish", "--yes").exit_code == 0
    wait_until(planning.is_all_published, lambda: "not all published")
    result = run(REPORTING, reporting, "inbox", "reread", TOPIC, "--whole", "--yes")
    assert result.exit_code == 0, result.output
    reporting.inbox()
    assert_nothing_lost_or_doubled(planning, reporting)


def test_is_refused_while_something_may_be_missing(
    own_broker: OwnBroker, planning: Planning, reporting: Reporting
) -> None:
    half_received(planning, reporting)
    empty(own_broker)
    planning.write_plans(1)
    wait_until(planning.is_all_published, lambda: "not all published")
    result = run(REPORTING, reporting, "inbox", "reread", TOPIC, "--yes")
    assert (result.exit_code, "ask the topic's owner to republish" in result.output) == (1, True)
