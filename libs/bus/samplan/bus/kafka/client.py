"""How this product speaks to Kafka: safe producers, consumers that never jump, topics kept for ever."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterator, Mapping
from types import TracebackType
from typing import Any, Self

import aiokafka.conn
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.client import AIOKafkaClient
from aiokafka.conn import AIOKafkaProtocol
from aiokafka.errors import (
    ClusterAuthorizationFailedError,
    IncompatibleBrokerVersion,
    KafkaConnectionError,
    TopicAlreadyExistsError,
    TopicAuthorizationFailedError,
)
from aiokafka.partitioner import DefaultPartitioner
from confluent_kafka import KafkaException

from samplan.bus.kafka.access import Access
from samplan.bus.kafka.topic_permissions import Permissions, TopicPermissions
from samplan.bus.kafka.undecodable import let_through

CONNECT_TIMEOUT_SECONDS = 10
CLOSE_TIMEOUT_SECONDS = 5
SEE_NEW_TOPICS_MS = 2000
SHORTEST_BACKOFF_SECONDS = 0.1
LONGEST_BACKOFF_SECONDS = 10.0
_NOT_AUTHORIZED = {TopicAuthorizationFailedError.errno, ClusterAuthorizationFailedError.errno}


class _EndsWithTheBroker(AIOKafkaProtocol):  # type: ignore[misc]  # the library has no types
    """The library's side of a connection, except that it is over once the broker has ended its own.

    The library keeps its side open and may forget it before it has noticed.
    """

    def eof_received(self) -> bool:
        super().eof_received()
        return False


aiokafka.conn.AIOKafkaProtocol = _EndsWithTheBroker


class ClusterChanged(Exception):
    """The address now leads to another cluster, or to the same one after a wipe."""


class NotAllowed(Exception):
    """A right to a topic is missing; the message names both."""


class Cluster:
    """One connection that asks a cluster about itself."""

    def __init__(self, access: Access) -> None:
        self._admin = AIOKafkaAdminClient(**access.for_aiokafka())
        self._permissions = TopicPermissions(access)
        self.id = ""

    async def __aenter__(self) -> Self:
        try:
            await asyncio.wait_for(self._admin.start(), CONNECT_TIMEOUT_SECONDS)
            self.id = await self._present_id()
        except BaseException as error:
            await self._admin.close()
            if isinstance(error, asyncio.TimeoutError):
                raise KafkaConnectionError("no answer in time") from None
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._admin.close(), CONNECT_TIMEOUT_SECONDS)

    async def check(self) -> None:
        """Raises ClusterChanged. A live client goes on against a wiped cluster as if nothing had happened."""
        if await self._present_id() != self.id:
            raise ClusterChanged

    async def ensure_topic(self, topic: str, *, partitions: int, replication: int) -> None:
        """Create a topic that keeps its records for ever, unless it is there; see that it can be written.

        A broker that creates topics by itself and knows no such request (the embedded one) may do so.
        Raises NotAllowed. Its writer reads it too: to find out how far it has come.
        """
        present = (await self.topics()).get(topic)
        if present is None:
            await self._create(topic, partitions, replication)
        elif not (present.may_read and present.may_write):
            raise NotAllowed(f"may not {'read' if present.may_write else 'write'} {topic}")

    async def _create(self, topic: str, partitions: int, replication: int) -> None:
        new = NewTopic(topic, partitions, replication, topic_configs={"retention.ms": "-1"})
        with contextlib.suppress(TopicAlreadyExistsError, IncompatibleBrokerVersion, AttributeError):
            answer = await self._admin.create_topics([new])
            if any(error[1] in _NOT_AUTHORIZED for error in answer.topic_errors):
                raise NotAllowed(f"finds no {topic} and may not create it")

    async def topics(self) -> Mapping[str, Permissions]:
        """The topics that we may see, and what we may do with each. Raises KafkaConnectionError."""
        try:
            return await asyncio.to_thread(self._permissions.by_topic)
        except KafkaException as error:
            raise KafkaConnectionError(error.args[0].name()) from None

    async def _present_id(self) -> str:
        return str((await self._admin.describe_cluster())["cluster_id"])


class Backoff:
    """Pauses that grow while nothing works and are short again as soon as something does."""

    def __init__(self, stop: asyncio.Event) -> None:
        self._stop = stop
        self._seconds = SHORTEST_BACKOFF_SECONDS

    def reset(self) -> None:
        self._seconds = SHORTEST_BACKOFF_SECONDS

    async def pause(self) -> None:
        """Wait, or until told to stop."""
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._stop.wait(), self._seconds)
        self._seconds = min(self._seconds * 2, LONGEST_BACKOFF_SECONDS)


@contextlib.contextmanager
def outliving_the_library() -> Iterator[None]:
    """Turns a cancellation that nobody asked for into KafkaConnectionError.

    When a broker goes away, aiokafka cancels calls that are under way: whoever awaits them would end
    without a word, as if told to stop.
    """
    try:
        yield
    except asyncio.CancelledError:
        task = asyncio.current_task()
        if task is not None and task.cancelling():
            raise
        raise KafkaConnectionError("given up by the client library") from None


def producer_for(access: Access, partitions: int | None = None) -> AIOKafkaProducer:
    """A producer that neither loses nor reorders: all replicas acknowledge, retries are recognised.

    It deals keys out to the first so many partitions. Dealt out to all that there are, an aggregate
    would move when partitions are added, and a reader that is behind could see its end before its beginning.
    """
    return AIOKafkaProducer(
        **access.for_aiokafka(),
        partitioner=_among_the_first(partitions),
        acks="all",
        enable_idempotence=True,
        compression_type="gzip",
        linger_ms=2,
        max_batch_size=256 * 1024,
    )


async def give_up(producer: AIOKafkaProducer) -> None:
    """Close it, without another try for what could not be sent: that comes again with the next one.

    The library would go on trying, and leave its connections open when it is made to end.
    """
    producer._message_accumulator.fail_all(KafkaConnectionError("given up"))  # noqa: SLF001  # see above
    await end(producer.client, producer.stop, producer._sender.close)  # noqa: SLF001  # a sender outlives a stop


async def close(reader: AIOKafkaConsumer) -> None:
    """Stop reading.

    The library's fetch takes being told to end, while its partitions change, for the change, and goes on:
    it has to be told once more.
    """
    await end(reader._client, reader.stop)  # noqa: SLF001  # its connections are to be had nowhere else


class _Ended(dict[Any, Any]):
    """The connections of a client that has ended: one that was still on its way is closed as it comes."""

    def __setitem__(self, place: object, connection: Any) -> None:
        connection.close()
        super().__setitem__(place, connection)


async def end(client: AIOKafkaClient, *ways: Callable[[], Awaitable[None]]) -> None:
    """Go each way, however the one before went: a stop that is cut short leaves work behind.

    A stop raises whatever its last task did, be it the library's own mistake.
    """
    for end in (*ways, client.close):
        with contextlib.suppress(Exception), outliving_the_library():
            await asyncio.wait_for(end(), CLOSE_TIMEOUT_SECONDS)
    client._conns = _Ended(client._conns)  # noqa: SLF001  # see above


def _among_the_first(partitions: int | None) -> Callable[[bytes, list[int], list[int]], int]:
    deal = DefaultPartitioner()

    def choose(key: bytes, there: list[int], available: list[int]) -> int:
        place: int = deal(key, sorted(there)[:partitions], available)
        return place

    return choose


def reader_for(access: Access) -> AIOKafkaConsumer:
    """A consumer outside any group, which starts where it is told and fails instead of jumping.

    What it cannot unpack comes as a record whose value is a RawBatch.
    """
    let_through()
    return AIOKafkaConsumer(
        **access.for_aiokafka(),
        group_id=None,
        enable_auto_commit=False,
        auto_offset_reset="none",
        metadata_max_age_ms=SEE_NEW_TOPICS_MS,
        max_partition_fetch_bytes=4 * 1024 * 1024,
    )


async def partitions_of(reader: AIOKafkaConsumer, topic: str) -> set[TopicPartition]:
    """A topic's partitions."""
    # The public way to learn of them is to subscribe, which needs a group.
    await reader._client.add_topic(topic)  # noqa: SLF001  # see above
    return {TopicPartition(topic, partition) for partition in reader.partitions_for_topic(topic) or ()}
