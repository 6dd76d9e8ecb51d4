"""The metrics that are measured every few seconds while a process runs."""

from collections.abc import Iterator

import pytest
from prometheus_client import REGISTRY
from services.chassis.tests.consents import BEA, garbage, granted, listening_on, of_unknown_type, published

from chassis.observe.watching import measure
from chassis.process.run import Process
from samplan.bus.observe.telemetry import ALL_SUBJECTS_CLOSED, SUBJECTS_CLOSED
from samplan.testing.harness import ServiceUnderTest
from samplan.testing.specimen import SPECIMEN


@pytest.fixture
def process(service: ServiceUnderTest) -> Iterator[Process]:
    """A process of all roles, none of them running."""
    process = Process(SPECIMEN, service.settings)
    yield process
    process.close()


def seen(name: str, **labels: str) -> float:
    value = REGISTRY.get_sample_value(name, labels)
    assert value is not None
    return value


def measure_all(process: Process) -> None:
    measure(process.database, process.relay, process.inbox)


def test_a_role_is_up_while_it_works(process: Process) -> None:
    assert process.relay is not None
    measure_all(process)
    assert seen("samplan_role_up", role="relay") == seen("samplan_role_up", role="inbox") == 0
    process.relay.is_publishing = True
    measure_all(process)
    assert seen("samplan_role_up", role="relay") == 1


def test_an_event_grows_old_until_it_is_published(service: ServiceUnderTest, process: Process) -> None:
    measure_all(process)
    assert seen("samplan_relay_oldest_unpublished_seconds") == 0
    service.post("/v1/plans", {"occurredOn": "2020-03-02"})
    measure_all(process)
    assert seen("samplan_relay_oldest_unpublished_seconds") > 0
    with process.database.transaction() as tx:
        tx.execute("INSERT INTO relay_positions VALUES ('one', 1)")
    measure_all(process)
    assert seen("samplan_relay_oldest_unpublished_seconds") == 0


def test_a_connection_is_in_use_until_it_is_released(process: Process) -> None:
    with process.database.reading():
        measure_all(process)
        assert seen("samplan_store_in_use_connections") == 1
    measure_all(process)
    assert seen("samplan_store_in_use_connections") == 0
    assert seen("samplan_store_waiting_requests") == 0


def test_metrics_show_how_many_subjects_are_closed_and_whether_all_are(database_url: str) -> None:
    with listening_on(database_url) as listener:
        listener.receives(garbage(), of_unknown_type(published(granted(BEA), 2)), garbage())
        measure(listener.database, None, None)
        assert (SUBJECTS_CLOSED._value.get(), ALL_SUBJECTS_CLOSED._value.get()) == (2, 0)
        listener.receives(garbage(None))
        measure(listener.database, None, None)
        assert (SUBJECTS_CLOSED._value.get(), ALL_SUBJECTS_CLOSED._value.get()) == (2, 1)
