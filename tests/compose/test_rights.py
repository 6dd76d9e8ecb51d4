"""Kafka requires every client to log in, and allows a service only what the files grant (I12)."""

import json
from typing import Any

import pytest
from tests.compose.landscape import INSTANCES, PYTHON, ROOT, Instance, Landscape, run

from provision.landscape import read_landscape
from provision.rights import wanted_rights
from samplan.testing.waiting import wait_until

pytestmark = pytest.mark.compose

FILES = read_landscape(ROOT / "deploy/kafka")
PLANNING, RELAY = "af.planning.v1", "af-planning-relay"

AS_ITSELF = """
import asyncio
from aiokafka.errors import KafkaError
from samplan.bus.kafka.access import Access
from samplan.bus.kafka.client import Cluster, producer_for
from chassis.settings.environment import KafkaSettings, load_settings
own = load_settings(KafkaSettings).kafka
"""
PERMISSIONS = """
async def ask():
    async with Cluster(own) as cluster:
        for name, topic in (await cluster.topics()).items():
            print(name, topic.may_read, topic.may_write)
asyncio.run(ask())
"""
WRITE = """
async def write():
    producer = producer_for(own)
    await producer.start()
    try:
        await producer.send_and_wait("{topic}", b"", key=b"")
    except KafkaError as refusal:
        print(type(refusal).__name__)
    finally:
        await producer.stop()
asyncio.run(write())
"""
CONNECT = """
async def connect(access):
    try:
        async with Cluster(access) as cluster:
            print(cluster.id)
    except KafkaError as refusal:
        print("refused")
asyncio.run(connect(Access(bootstrap="{at}", protocol="{protocol}", ca_file=own.ca_file)))
"""
REVOKE = f"""
from provision.cli import _connected
from provision.rights import Revoke, Right, apply
apply(_connected(), [Revoke(Right("User:af.planning", "WRITE", "{PLANNING}"))])
"""
DIGESTS = """
from hashlib import sha256
from pathlib import Path
for file in sorted(Path("/secrets").rglob("*")):
    if file.is_file():
        print(file, sha256(file.read_bytes()).hexdigest(), oct(file.stat().st_mode), file.stat().st_uid)
"""
READINESS = """
from urllib.error import HTTPError, URLError
from urllib.request import urlopen
try:
    print(urlopen("http://127.0.0.1:8000/health/ready").read().decode())
except HTTPError as answer:
    print(answer.read().decode())
except URLError:
    print('{"missing": ["no answer yet"]}')
"""


def of_the_files(principal: str) -> list[str]:
    """A principal's rights to each topic, as PERMISSIONS prints it."""
    rights = wanted_rights(FILES)

    def may(operation: str, topic: str) -> bool:
        return (f"User:{principal}", operation, topic) in [right[:3] for right in rights]

    return sorted(f"{one.name} {may('READ', one.name)} {may('WRITE', one.name)}" for one in FILES.topics)


def missing(landscape: Landscape) -> list[str]:
    """What the readiness of planning's relay reports as missing."""
    answer: dict[str, Any] = json.loads(landscape.python(RELAY, READINESS))
    return list(answer.get("missing", []))


class TestSecrets:
    def test_are_created_once(self, landscape: Landscape) -> None:
        """A second start changes no password, key or certificate."""
        before = landscape.compose("run", "--rm", "-T", "--entrypoint", PYTHON, "secrets", "-c", DIGESTS)
        assert len(before.splitlines()) > len(INSTANCES)
        landscape.compose("run", "--rm", "-T", "secrets")
        after = landscape.compose("run", "--rm", "-T", "--entrypoint", PYTHON, "secrets", "-c", DIGESTS)
        assert after == before


class TestKafka:
    @pytest.mark.parametrize("instance", INSTANCES, ids=lambda instance: instance.name)
    def test_lets_a_service_do_what_the_files_grant(self, landscape: Landscape, instance: Instance) -> None:
        on_the_bus = instance.processes[-1]
        seen = sorted(landscape.python(on_the_bus, AS_ITSELF + PERMISSIONS).splitlines())
        assert seen == of_the_files(f"{instance.agency}.{instance.service}")

    def test_refuses_a_record_for_the_topic_of_another(self, landscape: Landscape) -> None:
        program = AS_ITSELF + WRITE.format(topic=PLANNING)
        assert landscape.python("finsam-consent-relay", program) == "TopicAuthorizationFailedError\n"

    @pytest.mark.parametrize(
        ("at", "protocol"),
        [("kafka:9092", "PLAINTEXT"), ("kafka:9092", "SSL"), ("kafka:9095", "SSL")],
    )
    def test_refuses_clients_without_a_login(self, landscape: Landscape, at: str, protocol: str) -> None:
        """Also on the brokers' own listener, which requires a certificate."""
        program = AS_ITSELF + CONNECT.format(at=at, protocol=protocol)
        assert landscape.python("finsam-consent-relay", program) == "refused\n"


class TestAServiceWithoutARight:
    def test_names_it_and_keeps_running_until_it_is_granted(self, landscape: Landscape) -> None:
        landscape.administer(REVOKE)
        landscape.compose("restart", "--timeout", "20", RELAY)
        wait_until(
            lambda: missing(landscape) == [f"relay may not write {PLANNING}"], lambda: missing(landscape)
        )
        granted = landscape.compose("run", "--rm", "-T", "--no-deps", "rights")
        assert granted == f"+ User:af.planning: write {PLANNING}\n"
        wait_until(lambda: not missing(landscape), lambda: missing(landscape))
        [container] = json.loads(
            run(["docker", "inspect", landscape.compose("ps", "--quiet", RELAY).strip()])
        )
        assert container["State"]["Running"]
        assert container["RestartCount"] == 0
