"""The embedded broker as a process, tested from outside."""

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient

from samplan.testing.servers.broker import READY

pytestmark = pytest.mark.slow

PATIENCE_SECONDS = 20


@contextmanager
def broker_process(port: int = 0) -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [sys.executable, "-m", "samplan.testing.servers.broker", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line.startswith(READY)
        try:
            yield process, line.removeprefix(READY).strip()
        finally:
            process.kill()


async def cluster_of(bootstrap: str) -> str:
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await admin.start()
    try:
        return str((await admin.describe_cluster())["cluster_id"])
    finally:
        await admin.close()


class TestEmbeddedBroker:
    async def test_returns_records_in_the_order_of_sending(self) -> None:
        with broker_process() as (_, bootstrap):
            producer = AIOKafkaProducer(bootstrap_servers=bootstrap, acks="all", enable_idempotence=True)
            await producer.start()
            for value in (b"first", b"second"):
                await producer.send_and_wait("af.planning.v1", value, key=b"plan", partition=0)
            await producer.stop()
            consumer = AIOKafkaConsumer(bootstrap_servers=bootstrap)
            await consumer.start()
            consumer.assign([TopicPartition("af.planning.v1", 0)])
            await consumer.seek_to_beginning()
            assert [(await consumer.getone()).value for _ in range(2)] == [b"first", b"second"]
            await consumer.stop()

    async def test_has_a_new_cluster_id_after_a_restart_on_the_same_port(self) -> None:
        with broker_process() as (_, bootstrap):
            first = await cluster_of(bootstrap)
        with broker_process(int(bootstrap.rpartition(":")[2])) as (_, again):
            assert again == bootstrap
            assert await cluster_of(again) != first

    @pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
    def test_ends_cleanly_when_asked(self, ending: signal.Signals) -> None:
        with broker_process() as (process, _):
            process.send_signal(ending)
            assert process.wait(PATIENCE_SECONDS) == 0

    def test_names_the_setting_when_its_port_is_taken(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = str(taken.getsockname()[1])
            command = [sys.executable, "-m", "samplan.testing.servers.broker", "--port", port]
            answer = subprocess.run(command, capture_output=True, text=True, check=False)
        assert answer.returncode == 78
        assert answer.stderr == f"--port {port}: Address already in use\n"
