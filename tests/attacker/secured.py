"""The services in processes of their own, on Apache Kafka with the rights of `deploy/kafka` and no others."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from itertools import count
from pathlib import Path

from confluent_kafka import Producer, TopicPartition
from confluent_kafka.admin import OffsetSpec
from httpx2 import HTTPTransport
from starlette.applications import Starlette
from starlette.testclient import TestClient
from tests.deploy.landscape import PASSWORD, Provision, provisioned
from tests.journeys.house import ON, House
from tests.journeys.side_by_side import CITY, SideBySide
from tests.journeys.stores import is_published

from chassis.service.service import Service
from chassis.settings.environment import load_settings
from consent.service import SERVICE as CONSENT
from planning.service import SERVICE as PLANNING
from referral.service import SERVICE as REFERRAL
from reporting.service import SERVICE as REPORTING
from samplan.bus.kafka.received import Headers, Received, read
from samplan.bus.store.transactions import Database
from samplan.testing.harness import ServiceUnderTest
from samplan.testing.servers.cluster import KafkaCluster
from samplan.testing.servers.secured import settings_for
from samplan.testing.waiting import wait_until
from simulator.demo.ground import Ground
from simulator.driving.parts import Part

SETTINGS = {"DEVELOPMENT": "on", "REFUSALS_PER_HOUR": "1000000"}
ALIVE = "-alive.v1"
"""Heartbeats: there is always one more."""


class SecuredGround:
    """A ground: each service has its own name and password, and an SQLite file."""

    ports: Mapping[str, int] = {}
    needs_migration = False

    def __init__(self, kafka: KafkaCluster) -> None:
        self._kafka = kafka

    @property
    def login(self) -> Mapping[str, str]:
        """Of the administrator, who may read all topics."""
        return self._kafka.admin.for_librdkafka()

    def up(self) -> None:
        """It runs before the services and after them."""

    def down(self) -> None:
        """It runs before the services and after them."""

    def environment_of(self, part: Part) -> Mapping[str, str]:
        access = self._kafka.by_password(f"{part.agency}.{part.service}", PASSWORD)
        return {**settings_for(access), "DATABASE_URL": "", "KEYS_URL": ""}


class Running(ServiceUnderTest):
    """One that runs in a process of its own, is asked over HTTP, and reads the topics by itself."""

    def __init__(self, service: Service, house: House, kafka: KafkaCluster) -> None:
        part = house.parts[service.name]
        self.service = service
        self.settings = load_settings(
            service.settings, data_dir=house.data, agency=part.agency, clock_file=house.clock
        )
        self.client = TestClient(Starlette(), base_url=part.url)
        self.client._transport = HTTPTransport()
        self._keys = count(1)
        self._house = house
        self._kafka = kafka

    @property
    def database(self) -> Database:
        return self._house.database(self.service.name)

    def today(self, day: date) -> None:
        """The house has its own."""
        assert day == ON

    def receive_raw(self, topic: str, key: bytes | None, value: bytes, headers: Headers = ()) -> Received:
        """Slip a record into the topic as the administrator, and wait until the service has read it."""
        producer = Producer({**self._kafka.admin.for_librdkafka(), "partitioner": "murmur2_random"})
        producer.produce(topic, value, key, headers=list(headers))
        assert producer.flush(30) == 0
        wait_until(lambda: self.has_read(ends_of(self._kafka)), lambda: "the record is not read")
        return read(cluster="", topic=topic, partition=0, offset=0, key=key, value=value, headers=headers)

    def has_read(self, ends: Mapping[tuple[str, int], int]) -> bool:
        rows = self.database.query("SELECT topic, partition_no, next_offset FROM inbox_positions")
        read_to = {(row["topic"], row["partition_no"]): row["next_offset"] for row in rows}
        return all(
            read_to.get(place, 0) >= end
            for place, end in ends.items()
            if place[0].split(".")[1] in self.service.reads
        )

    def close(self) -> None:
        self.client.close()


class SideBySideOnKafka(SideBySide):
    def __init__(self, house: House, kafka: KafkaCluster) -> None:
        self._kafka = kafka
        self._running = [Running(one, house, kafka) for one in (REFERRAL, CONSENT, PLANNING, REPORTING)]
        city, self.consent, self.planning, self.reporting = self._running
        self.referral = {CITY: city}

    def carry(self, *, first: str = CITY) -> None:
        """Wait until everything is published, and read by all that read it."""
        wait_until(self._is_quiet, lambda: "a relay or an inbox is behind", 60.0)

    def close(self) -> None:
        for one in self._running:
            one.close()

    def _is_quiet(self) -> bool:
        """Twice in succession: what was read last may have made something to publish."""
        return self._ends_if_quiet() == self._ends_if_quiet() is not None

    def _ends_if_quiet(self) -> Mapping[tuple[str, int], int] | None:
        writers = [one for one in self._running if one.service is not REPORTING]
        if not all(is_published(one.database) for one in writers):
            return None
        ends = ends_of(self._kafka)
        return ends if all(one.has_read(ends) for one in self._running) else None


def ends_of(kafka: KafkaCluster) -> Mapping[tuple[str, int], int]:
    """One after the last record of each partition that has records."""
    admin, latest = kafka.client(), OffsetSpec.latest()  # type: ignore[no-untyped-call]  # the library has no types for it
    topics = admin.list_topics(timeout=10).topics
    places = [
        (name, partition)
        for name, topic in topics.items()
        if not name.startswith("__") and not name.endswith(ALIVE)
        for partition in topic.partitions
    ]
    found = admin.list_offsets({TopicPartition(*place): latest for place in places})
    ends = {(place.topic, place.partition): end.result(30).offset for place, end in found.items()}
    return {place: end for place, end in ends.items() if end}


@contextmanager
def on_secured_kafka(kafka: KafkaCluster, provision: Provision, folder: Path) -> Iterator[SideBySide]:
    with provisioned(kafka, provision):
        ground: Ground = SecuredGround(kafka)
        house = House(ground, folder, environment=SETTINGS)
        services = SideBySideOnKafka(house, kafka)
        try:
            house.up()
            yield services
        finally:
            services.close()
            house.down()
