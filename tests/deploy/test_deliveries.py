"""I28 on Apache Kafka with rights: a system reads about those who have named its agency, and no more."""

import asyncio
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from confluent_kafka import Consumer, KafkaError, TopicPartition
from examples.labour_market import work_log
from libs.bus.tests.test_relay_and_inbox import until
from msgspec.structs import replace
from services.planning.tests.deliveries import plan_under
from services.planning.tests.examples import (
    CARE,
    CITY,
    ENROLLED_AGAIN,
    GRANTED,
    KEEPER,
    OTHER_CONSENT,
    OTHER_REFERRAL,
    PARTICIPANT,
    PLAN,
    REFERRAL,
    REVOKED,
    TODAY,
)
from tests.deploy.landscape import PASSWORD

from chassis.service.deliveries import deliveries_of
from chassis.service.publishing import publication_of
from planning.service import SERVICE
from samplan.bus.kafka.access import Access
from samplan.bus.kafka.client import Cluster
from samplan.bus.kafka.received import Received
from samplan.bus.kafka.whole_topics import records_of
from samplan.bus.publishing.relay import Relay
from samplan.contracts.codes import Agency
from samplan.kit.process import work
from samplan.testing.harness import ServiceUnderTest
from samplan.testing.servers.cluster import KafkaCluster
from samplan.testing.servers.secured import settings_for

pytestmark = [pytest.mark.real, pytest.mark.slow]

TOLD = Agency.MALMO_AMA
SYSTEM = f"{TOLD}.cards"
TOPIC = f"af.planning.to-{TOLD}.v1"
OTHERS = ("malmo-ifo.referral", "af.referral", "finsam.consent", "finsam.reporting")
MAIN = ("af.planning.v1", "malmo-ifo.referral.v1", "finsam.consent.v1")
STRANGER = OTHER_REFERRAL


def access_of(landscape: KafkaCluster, principal: str) -> Access:
    return landscape.by_password(principal, PASSWORD)


@pytest.fixture
def planning(password: Access, tmp_path: Path) -> Iterator[ServiceUnderTest]:
    """One plan is under a consent that names the department, and another under one that does not."""
    kafka: dict[str, Any] = {name.lower(): value for name, value in settings_for(password).items()}
    with ServiceUnderTest(SERVICE, tmp_path, today=TODAY, delivers_to=TOLD, **kafka) as service:
        plan_under(service, replace(GRANTED, agencies=(KEEPER, CITY, TOLD)))
        strange = {"consent_id": OTHER_CONSENT, "participant_id": STRANGER, "referral_id": OTHER_REFERRAL}
        service.receive(
            replace(GRANTED, agencies=(KEEPER, CITY, CARE), **strange),
            replace(ENROLLED_AGAIN, participant_id=STRANGER, consent_id=OTHER_CONSENT),
        )
        yield service


def relay_of(service: ServiceUnderTest) -> Relay:
    settings, database = service.settings, service.database
    deliveries = deliveries_of(SERVICE, settings, database)
    return Relay(database, publication_of(SERVICE, settings, database), settings.kafka, deliveries)


async def run_until_held(
    planning: ServiceUnderTest, environment: Mapping[str, str], expected: list[str]
) -> None:
    """The owner's relay and the department's journal, until that holds these types."""
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(relay_of(planning).run(stop))
        tasks.create_task(work(work_log.agency, stop, environment))
        try:
            await until(lambda: held() == expected)
        finally:
            stop.set()


def held() -> list[str]:
    return [one["type"].split(".")[2] for one in work_log.holds()]


async def everything_read_as(access: Access) -> list[Received]:
    """All that one principal may read."""
    async with Cluster(access) as cluster:
        readable = [name for name, one in (await cluster.topics()).items() if one.may_read]
        return [record for topic in readable async for record in records_of(access, cluster.id, topic)]


def refusal_to(access: Access, topic: str) -> str:
    """What the broker answers who reads a topic; nothing if it may."""
    settings = {"group.id": "unused", "enable.auto.commit": False, "log_level": 0}
    consumer = Consumer({**access.for_librdkafka(), **settings})
    consumer.assign([TopicPartition(topic, 0, 0)])
    error = None
    while (answer := consumer.poll(20)) is not None:
        error = answer.error()
        if error is None or error.code() != KafkaError.GROUP_AUTHORIZATION_FAILED:  # it needs no group
            break
    consumer.close()
    assert answer is not None, "no answer in time"
    return error.name() if error is not None else ""


def test_a_system_learns_of_those_who_have_named_its_agency_alone(
    landscape: KafkaCluster, planning: ServiceUnderTest, tmp_path: Path
) -> None:
    system = access_of(landscape, SYSTEM)
    environment = {**settings_for(system), "DEVELOPMENT": "on"}
    with work_log.agency.on_store(f"sqlite:///{tmp_path}/work_log.db"):
        asyncio.run(run_until_held(planning, environment, ["PlanOpened", "ActivityStarted"]))
        planning.receive(REVOKED)
        asyncio.run(run_until_held(planning, environment, []))
    read = asyncio.run(everything_read_as(system))
    assert {one.topic for one in read} == {TOPIC}
    told = b"\n".join((one.key or b"") + (one.value or b"") + repr(one.headers).encode() for one in read)
    assert all(str(one).encode() in told for one in (PLAN, PARTICIPANT, REFERRAL))
    assert str(STRANGER).encode() not in told
    assert str(OTHER_CONSENT).encode() not in told


def test_the_broker_lets_nobody_else_read_it_and_it_nothing_else(
    landscape: KafkaCluster, planning: ServiceUnderTest
) -> None:
    asyncio.run(publish(planning))
    system = access_of(landscape, SYSTEM)
    assert refusal_to(system, TOPIC) == ""
    asked = [(access_of(landscape, one), TOPIC) for one in OTHERS] + [(system, one) for one in MAIN]
    assert {refusal_to(access, topic) for access, topic in asked} == {"TOPIC_AUTHORIZATION_FAILED"}


async def publish(planning: ServiceUnderTest) -> None:
    stop, relay = asyncio.Event(), relay_of(planning)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(relay.run(stop))
        await until(lambda: bool(planning.database.query("SELECT 1 FROM delivery_epochs WHERE sent > 0")))
        stop.set()
