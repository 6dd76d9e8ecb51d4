"""Kafka clients: idempotent producers, consumers that never skip offsets, unlimited retention."""

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
from samplan.bus.kafka.undecodable import enable_raw_batches

CONNECT_TIMEOUT_SECONDS = 10
CLOSE_TIMEOUT_SECONDS = 5
SEE_NEW_TOPICS_MS = 2000
SHORTEST_BACKOFF_SECONDS = 0.1
LONGEST_BACKOFF_SECONDS = 10.0
_NOT_AUTHORIZED = {TopicAuthorizationFailedError.errno, ClusterAuthorizationFailedError.errno}


class _ClosesWithTheBroker(AIOKafkaProtocol):  # type: ignore[misc]  # the library has no types
    """aiokafka's protocol, except that it closes the connection when the broker closes its side.

    aiokafka keeps its own side open and may lose track of the connection.
    """

    def eof_received(self) -> bool:
        super().eof_received()
        return False


aiokafka.conn.AIOKafkaProtocol = _ClosesWithTheBroker


class ClusterChanged(Exception):
    """The address now leads to another cluster, or to the same cluster after a wipe."""


class NotAllowed(Exception):
    """A permission on a topic is missing; the message names both."""


class Cluster:
    """An admin connection to a cluster."""

    def __init__(self, access: Access) -> None:
        self._admin = AIOKafkaAdminClient(**access.for_aiokafka())
        self._permissions = TopicPermissions(access)
        self.id = ""

    async def __aenter__(self) -> Self:
        try:
            await asyncio.wait_for(self._admin.start(), CONNECT_TIMEOUT_SECONDS)
            self.id = await self._read_id()
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
        """Raises ClusterChanged. A connected client does not notice by itself that the cluster was wiped."""
        if await self._read_id() != self.id:
            raise ClusterChanged

    async def ensure_topic(
        self, topic: str, *, partitions: int, replication: int, retention_ms: int = -1
    ) -> None:
        """Create the topic, by default without a retention limit, unless it exists; check the rights to it.

        A broker that does not support the request (the embedded one) creates topics by itself.
        Raises NotAllowed. The writer needs to read the topic too, to find its published head.
        """
        present = (await self.topics()).get(topic)
        if present is None:
            limit = {"retention.ms": f"{retention_ms}"}
            await self._create(NewTopic(topic, partitions, replication, topic_configs=limit))
        elif not (present.may_read and present.may_write):
            raise NotAllowed(f"may not {'read' if present.may_write else 'write'} {topic}")

    async def _create(self, new: NewTopic) -> None:
        with contextlib.suppress(TopicAlreadyExistsError, IncompatibleBrokerVersion, AttributeError):
            answer = await self._admin.create_topics([new])
            if any(error[1] in _NOT_AUTHORIZED for error in answer.topic_errors):
                raise NotAllowed(f"finds no {new.name} and may not create it")

    async def topics(self) -> Mapping[str, Permissions]:
        """The visible topics and our permissions on each. Raises KafkaConnectionError."""
        try:
            return await asyncio.to_thread(self._permissions.by_topic)
        except KafkaException as error:
            raise KafkaConnectionError(error.args[0].name()) from None

    async def _read_id(self) -> str:
        return str((await self._admin.describe_cluster())["cluster_id"])


class Backoff:
    """Pauses that grow with each failure, until `reset` after a success."""

    def __init__(self, stop: asyncio.Event) -> None:
        self._stop = stop
        self._seconds = SHORTEST_BACKOFF_SECONDS

    def reset(self) -> None:
        self._seconds = SHORTEST_BACKOFF_SECONDS

    async def pause(self) -> None:
        """Wait for the next pause, or until stopped."""
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._stop.wait(), self._seconds)
        self._seconds = min(self._seconds * 2, LONGEST_BACKOFF_SECONDS)


@contextlib.contextmanager
def client_cancellation_as_error() -> Iterator[None]:
    """Turns a cancellation by aiokafka itself into KafkaConnectionError.

    When a broker goes away, aiokafka cancels calls in progress: the awaiting task would end silently,
    as if it had been stopped.
    """
    try:
        yield
    except asyncio.CancelledError:
        task = asyncio.current_task()
        if task is not None and task.cancelling():
            raise
        raise KafkaConnectionError("cancelled by the client library") from None


def producer_for(access: Access, partitions: int | None = None) -> AIOKafkaProducer:
    """A producer that neither loses nor reorders records: acks from all replicas, idempotent retries.

    It distributes keys over the first `partitions` partitions only. If it used all of them, an aggregate
    would move when partitions are added, and a reader that is behind could read its events out of order.
    """
    return AIOKafkaProducer(
        **access.for_aiokafka(),
        partitioner=_first_partitions(partitions),
        acks="all",
        enable_idempotence=True,
        compression_type="gzip",
        linger_ms=2,
        max_batch_size=256 * 1024,
    )


async def close_producer(producer: AIOKafkaProducer) -> None:
    """Close the producer without retrying unsent records: the next producer sends them again.

    aiokafka would continue to retry, and would leave connections open when it is cancelled.
    """
    producer._message_accumulator.fail_all(KafkaConnectionError("producer closed"))  # noqa: SLF001  # see above
    await end(producer.client, producer.stop, producer._sender.close)  # noqa: SLF001  # `stop` does not end it


async def close(reader: AIOKafkaConsumer) -> None:
    """Stop reading.

    A stop during a partition change is taken by aiokafka's fetcher for the change itself, and fetching
    continues: the timeout in `end` cancels it once more.
    """
    await end(reader._client, reader.stop)  # noqa: SLF001  # there is no public access to its connections


class _ClosedConnections(dict[Any, Any]):
    """The connections of a closed client: a connection that is established late is closed at once."""

    def __setitem__(self, node: object, connection: Any) -> None:
        connection.close()
        super().__setitem__(node, connection)


async def end(client: AIOKafkaClient, *stops: Callable[[], Awaitable[None]]) -> None:
    """Call every stop, then close the client, even if an earlier step fails: a partial stop leaves tasks.

    A stop raises what its last task raised, which may be an error in aiokafka itself.
    """
    for stop in (*stops, client.close):
        with contextlib.suppress(Exception), client_cancellation_as_error():
            await asyncio.wait_for(stop(), CLOSE_TIMEOUT_SECONDS)
    client._conns = _ClosedConnections(client._conns)  # noqa: SLF001  # see above


def _first_partitions(partitions: int | None) -> Callable[[bytes, list[int], list[int]], int]:
    default = DefaultPartitioner()

    def choose(key: bytes, all_partitions: list[int], available: list[int]) -> int:
        chosen: int = default(key, sorted(all_partitions)[:partitions], available)
        return chosen

    return choose


def reader_for(access: Access) -> AIOKafkaConsumer:
    """A consumer without a group, which starts at the given offset and fails instead of skipping.

    A batch that it cannot unpack arrives as one record whose value is a RawBatch.
    """
    enable_raw_batches()
    return AIOKafkaConsumer(
        **access.for_aiokafka(),
        group_id=None,
        enable_auto_commit=False,
        auto_offset_reset="none",
        metadata_max_age_ms=SEE_NEW_TOPICS_MS,
        max_partition_fetch_bytes=4 * 1024 * 1024,
        fetch_max_bytes=16 * 1024 * 1024,
    )


async def partitions_of(reader: AIOKafkaConsumer, topic: str) -> set[TopicPartition]:
    """A topic's partitions."""
    # The public API only shows the partitions of subscribed topics, which needs a group.
    await reader._client.add_topic(topic)  # noqa: SLF001  # see above
    return {TopicPartition(topic, partition) for partition in reader.partitions_for_topic(topic) or ()}
