"""How the bus handles aiokafka's failures."""

import asyncio
from pathlib import Path

import aiokafka.conn
import pytest
from aiokafka.errors import KafkaConnectionError

from samplan.bus.kafka import client as kafka
from samplan.bus.kafka import topic_permissions
from samplan.bus.kafka.access import Access
from samplan.bus.kafka.client import (
    CLOSE_TIMEOUT_SECONDS,
    Cluster,
    client_cancellation_as_error,
    close,
    close_producer,
    producer_for,
    reader_for,
)
from samplan.bus.kafka.topic_permissions import Permissions
from samplan.testing.servers.embedded import EmbeddedBrokerProcess


async def await_as_error(future: asyncio.Future[None]) -> None:
    with client_cancellation_as_error():
        await future


class TestClientCancellationAsError:
    async def test_a_call_that_the_library_cancels_is_a_lost_connection(self) -> None:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        future.cancel()
        with pytest.raises(KafkaConnectionError):
            await await_as_error(future)

    async def test_a_requested_cancellation_stays_a_cancellation(self) -> None:
        task = asyncio.create_task(await_as_error(asyncio.get_running_loop().create_future()))
        await asyncio.wait({task}, timeout=0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


async def test_a_connection_that_the_broker_has_ended_is_closed() -> None:
    """Left half open, it would stay until the process ends."""

    async def end(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    loop = asyncio.get_running_loop()
    closed, reader = loop.create_future(), asyncio.StreamReader()
    async with await asyncio.start_server(end, "127.0.0.1", 0) as broker:
        host, port = broker.sockets[0].getsockname()
        transport, _ = await loop.create_connection(
            lambda: aiokafka.conn.AIOKafkaProtocol(closed, reader, loop=loop), host, port
        )
        async with asyncio.timeout(CLOSE_TIMEOUT_SECONDS):
            await closed
    assert transport.is_closing()


@pytest.mark.slow
async def test_a_producer_that_cannot_send_is_closed_at_once(tmp_path: Path) -> None:
    """By itself it would retry for as long as the broker is away."""
    broker = EmbeddedBrokerProcess(tmp_path)
    broker.start()
    producer = producer_for(Access(bootstrap=broker.bootstrap))
    await producer.start()
    await producer.send_and_wait("af.planning.v1", b"first", key=b"a")
    broker.kill()
    sent = await producer.send("af.planning.v1", b"second", key=b"a")
    async with asyncio.timeout(CLOSE_TIMEOUT_SECONDS):
        await close_producer(producer)
    with pytest.raises(KafkaConnectionError):
        await sent


@pytest.mark.slow
class TestTheTopicsOfACluster:
    async def test_are_all_permitted_without_an_authoriser(self, broker: str) -> None:
        """On the embedded broker, and on a Kafka without an authoriser."""
        producer = producer_for(Access(bootstrap=broker))
        await producer.start()
        await producer.send_and_wait("klippan.planning.v1", b"{}", key=b"a")
        await producer.stop()
        async with Cluster(Access(bootstrap=broker)) as cluster:
            topics = await cluster.topics()
        assert topics["klippan.planning.v1"] == Permissions(may_read=True, may_write=True)
        assert "perstorp.planning.v1" not in topics

    async def test_are_unknown_while_it_is_away(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(topic_permissions, "ANSWER_TIMEOUT_SECONDS", 0.1)
        broker = EmbeddedBrokerProcess(tmp_path)
        broker.start()
        async with Cluster(Access(bootstrap=broker.bootstrap)) as cluster:
            broker.kill()
            with pytest.raises(KafkaConnectionError):
                await cluster.topics()


@pytest.mark.slow
class TestAClosedClient:
    async def test_sends_nothing_more_even_if_its_stop_timed_out(
        self, broker: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Otherwise a batch could reach the topic long after another relay has continued."""
        monkeypatch.setattr(kafka, "CLOSE_TIMEOUT_SECONDS", 0.1)
        producer = producer_for(Access(bootstrap=broker))
        await producer.start()
        sender = producer._sender.sender_task
        with monkeypatch.context() as hanging:
            hanging.setattr(producer, "stop", asyncio.Event().wait)
            await close_producer(producer)
        assert sender.done()
        await producer.stop()

    async def test_is_closed_even_if_its_stop_failed(
        self, broker: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The library's stop raises what its last task raised."""
        producer = producer_for(Access(bootstrap=broker))
        await producer.start()

        async def fail() -> None:
            raise KeyError("a connection that was dropped")

        with monkeypatch.context() as failing:
            failing.setattr(producer, "stop", fail)
            await close_producer(producer)
        assert not [one for one in producer.client._conns.values() if one.connected()]
        await producer.stop()

    async def test_keeps_no_connection_that_is_established_late(self, broker: str) -> None:
        reader = reader_for(Access(bootstrap=broker))
        await reader.start()
        await close(reader)
        late = await reader._client._get_conn(reader._client.get_random_node())
        assert not late.connected()
