"""What the chassis makes of the client library's ways."""

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


async def await_outliving(future: asyncio.Future[None]) -> None:
    with client_cancellation_as_error():
        await future


class TestOutlivingTheLibrary:
    async def test_a_call_that_the_library_gives_up_is_a_lost_connection(self) -> None:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        future.cancel()
        with pytest.raises(KafkaConnectionError):
            await await_outliving(future)

    async def test_being_told_to_stop_stays_what_it_is(self) -> None:
        task = asyncio.create_task(await_outliving(asyncio.get_running_loop().create_future()))
        await asyncio.wait({task}, timeout=0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


async def test_a_connection_that_the_broker_has_ended_is_closed() -> None:
    """Forgotten half open, it would stay until the process ends."""

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
async def test_a_producer_that_cannot_send_is_given_up_at_once(tmp_path: Path) -> None:
    """By itself it would try for as long as the broker is away."""
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
    async def test_may_all_be_used_where_nobody_is_refused(self, broker: str) -> None:
        """By every topic of the embedded broker, and of a Kafka without an authoriser."""
        producer = producer_for(Access(bootstrap=broker))
        await producer.start()
        await producer.send_and_wait("klippan.planning.v1", b"{}", key=b"a")
        await producer.stop()
        async with Cluster(Access(bootstrap=broker)) as cluster:
            topics = await cluster.topics()
        assert topics["klippan.planning.v1"] == Permissions(may_read=True, may_write=True)
        assert "perstorp.planning.v1" not in topics

    async def test_are_not_known_while_it_is_away(
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
class TestAClientThatHasEnded:
    async def test_sends_nothing_more_though_its_stop_was_cut_short(
        self, broker: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A batch would come to a topic long after somebody else has gone on."""
        monkeypatch.setattr(kafka, "CLOSE_TIMEOUT_SECONDS", 0.1)
        producer = producer_for(Access(bootstrap=broker))
        await producer.start()
        sender = producer._sender.sender_task
        with monkeypatch.context() as hanging:
            hanging.setattr(producer, "stop", asyncio.Event().wait)
            await close_producer(producer)
        assert sender.done()
        await producer.stop()

    async def test_is_closed_though_its_stop_failed(
        self, broker: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The library's stop raises what its last task did."""
        producer = producer_for(Access(bootstrap=broker))
        await producer.start()

        async def fail() -> None:
            raise KeyError("a connection that was dropped")

        with monkeypatch.context() as failing:
            failing.setattr(producer, "stop", fail)
            await close_producer(producer)
        assert not [one for one in producer.client._conns.values() if one.connected()]
        await producer.stop()

    async def test_keeps_no_connection_that_comes_late(self, broker: str) -> None:
        reader = reader_for(Access(bootstrap=broker))
        await reader.start()
        await close(reader)
        late = await reader._client._get_conn(reader._client.get_random_node())
        assert not late.connected()
