"""I19: a wiped broker that is filled again gives every event once more, and no reaction happens twice."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from confluent_kafka import Producer
from tests.faults.brokers import Embedded
from tests.faults.pipeline import Running
from tests.journeys.stores import rows_of
from tests.lives.reactions import CARD_SENDERS, TODAY, WHERE_IT_READS, records_of

from chassis.decisions.clock import move_clock
from chassis.process.run import Role
from chassis.service.service import Service
from planning.service import SERVICE as PLANNING
from referral.service import SERVICE as REFERRAL
from reporting.service import SERVICE as REPORTING
from samplan.contracts.envelope import Record
from samplan.testing.waiting import wait_until

pytestmark = pytest.mark.slow


@pytest.fixture(params=[PLANNING, REFERRAL, REPORTING], ids=lambda service: service.name)
def reader(request: pytest.FixtureRequest, empty_embedded: Embedded, tmp_path: Path) -> Iterator[Running]:
    service: Service = request.param
    settings = CARD_SENDERS.get(service.name, {})
    running = Running(service, tmp_path / service.name, empty_embedded.bootstrap, **settings)
    move_clock(running.settings, running.database, TODAY)
    running.start(Role.INBOX)
    yield running
    running.close()


def publish(broker: Embedded, records: Sequence[tuple[str, Record]]) -> None:
    producer = Producer({"bootstrap.servers": broker.bootstrap, "log_level": 0})
    for topic, record in records:
        producer.produce(topic, key=record.key, value=record.value, headers=list(record.headers))
    assert producer.flush(30) == 0


def wait_until_read(reader: Running, records: int, brokers: int) -> None:
    """Everything, from each cluster."""

    def read() -> list[int]:
        found = reader.database.query("SELECT sum(next_offset) AS n FROM inbox_positions GROUP BY cluster")
        return [int(row["n"]) for row in found]

    wait_until(lambda: read() == [records] * brokers, lambda: f"read {read()} of {records}")


def rows(reader: Running) -> list[str]:
    return sorted(rows_of(reader.database, besides=(*WHERE_IT_READS, "meta")))


def test_no_reaction_happens_twice(reader: Running, empty_embedded: Embedded) -> None:
    records = [*records_of(reader._service)]
    publish(empty_embedded, records)
    wait_until_read(reader, len(records), brokers=1)
    before = rows(reader)

    empty_embedded.wipe()
    publish(empty_embedded, records)
    wait_until_read(reader, len(records), brokers=2)
    assert rows(reader) == before
