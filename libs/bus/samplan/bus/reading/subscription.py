"""The inbox's FastStream subscriber: raw records in batches, with every failure reported.

By itself FastStream would skip the records of a failing handler, and wait silently after an error of Kafka.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import TracebackType
from typing import Any

from aiokafka import AIOKafkaConsumer, ConsumerRecord
from faststream import AckPolicy, BaseMiddleware
from faststream.kafka import KafkaBroker
from faststream.kafka.message import FAKE_CONSUMER, KafkaMessage
from faststream.security import BaseSecurity, SASLPlaintext, SASLScram256, SASLScram512

from samplan.bus.kafka.access import Access
from samplan.bus.kafka.client import SEE_NEW_TOPICS_MS, end
from samplan.bus.kafka.oversized import Oversized
from samplan.bus.kafka.received import Received, read
from samplan.bus.kafka.undecodable import RawBatch, enable_raw_batches
from samplan.contracts.envelope import ReasonCode

POLL_MS = 50
"""How long the library waits for records; then it pauses as long without fetching."""
LARGEST_FETCH = 4 * 1024 * 1024
"""Of one partition; a larger batch is fetched too, up to the topic's `max.message.bytes`."""
LARGEST_ANSWER = 16 * 1024 * 1024
CLOSE_SECONDS = 3.0

Records = tuple[ConsumerRecord, ...]
ApplyRecords = Callable[[Records], Awaitable[None]]
ReadAgain = Callable[[Records, Exception], Awaitable[None]]

_BY_PASSWORD = {"PLAIN": SASLPlaintext, "SCRAM-SHA-256": SASLScram256, "SCRAM-SHA-512": SASLScram512}


class Subscription:
    """Reads every topic that matches a pattern, from the first record unless the caller seeks."""

    def __init__(
        self, access: Access, pattern: str, *, batch: int, apply: ApplyRecords, read_again: ReadAgain
    ) -> None:
        enable_raw_batches()
        self._failed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._broker = _broker_at(access, _ErrorListener(self.fail), read_again)
        self._subscriber = self._broker.subscriber(
            pattern=pattern.replace("{", "{{").replace("}", "}}"),  # else the library's own placeholders
            group_id=None,
            batch=True,
            max_records=batch,
            batch_timeout_ms=POLL_MS,
            ack_policy=AckPolicy.MANUAL,
            auto_offset_reset="earliest",
            max_partition_fetch_bytes=LARGEST_FETCH,
            fetch_max_bytes=LARGEST_ANSWER,
            parser=_unparsed,
            decoder=_raw,
            no_reply=True,
        )
        self._subscriber(apply)

    async def start(self) -> AIOKafkaConsumer:
        """The library's consumer. It has returned no record yet, so the caller may seek first."""
        await self._broker.start()
        return self._subscriber.consumer

    async def wait(self, seconds: float) -> None:
        """Let the subscriber work. Raises the error that stopped it, or ConnectionError when it has ended."""
        tasks: Iterable[asyncio.Future[None]] = self._subscriber.tasks
        done, _ = await asyncio.wait(
            {self._failed, *tasks}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED
        )
        if done:
            self.fail(ConnectionError("the subscriber has ended"))
            self._failed.result()

    async def stop(self) -> None:
        """Close everything, whatever state it is in."""
        consumer = self._subscriber.consumer
        if consumer is None:
            return
        await end(consumer._client, self._broker.stop, consumer.stop)  # noqa: SLF001  # see `close`
        if self._failed.done():
            self._failed.exception()  # mark as retrieved, or asyncio warns

    def fail(self, error: Exception) -> None:
        """End `wait` with this error; the first error counts."""
        if not self._failed.done():
            self._failed.set_exception(error)


class _ErrorListener:
    """Replaces the library's logger, the only place that receives the errors that it suppresses."""

    def __init__(self, fail: Callable[[Exception], None]) -> None:
        self._fail = fail

    def log(
        self, level: int, msg: Any, /, *, exc_info: Any = None, extra: Mapping[str, Any] | None = None
    ) -> None:
        """Report errors and write nothing: a traceback contains values of the record."""
        if isinstance(exc_info, Exception):
            self._fail(exc_info)


class _ReturnsFailedRecords(BaseMiddleware[Any, Any]):
    """Returns the records of a failed handler, which the library would skip."""

    def __init__(self, read_again: ReadAgain, msg: Any, /, *, context: Any) -> None:
        super().__init__(msg, context=context)
        self._read_again = read_again

    async def after_processed(
        self,
        exc_type: type[BaseException] | None = None,
        exc_val: BaseException | None = None,
        exc_tb: TracebackType | None = None,
    ) -> bool:
        if not isinstance(exc_val, Exception):
            return False
        await self._read_again(self.msg, exc_val)
        return True


async def _unparsed(records: Records) -> KafkaMessage:
    """The message without parsed headers, because those are unchecked input."""
    return KafkaMessage(raw_message=records, body=b"", consumer=FAKE_CONSUMER)


async def _raw(message: KafkaMessage) -> Sequence[ConsumerRecord]:
    return message.raw_message


def received_of(cluster: str, record: ConsumerRecord) -> Received:
    """The record in the form that the intake applies."""
    received = read(
        cluster=cluster,
        topic=record.topic,
        partition=record.partition,
        offset=record.offset,
        key=record.key,
        value=record.value,
        headers=record.headers,
    )
    if isinstance(record.value, Oversized):
        return replace(received, event=None, reason=ReasonCode.TOO_LARGE.value)
    if isinstance(record.value, RawBatch):
        return replace(received, reason=ReasonCode.UNDECODABLE_CODEC.value)
    return received


def _broker_at(access: Access, errors: _ErrorListener, read_again: ReadAgain) -> KafkaBroker:
    return KafkaBroker(
        **_connection(access),
        metadata_max_age_ms=SEE_NEW_TOPICS_MS,
        consumer_only=True,
        apply_types=False,
        graceful_timeout=CLOSE_SECONDS,
        logger=errors,
        middlewares=(partial(_ReturnsFailedRecords, read_again),),
    )


def _connection(access: Access) -> Mapping[str, Any]:
    arguments = access.for_aiokafka()
    ssl_context = arguments.get("ssl_context")
    if not access.has_password:
        security = BaseSecurity(ssl_context=ssl_context)
    else:
        kind = _BY_PASSWORD[access.mechanism]
        name, password = arguments["sasl_plain_username"], arguments["sasl_plain_password"]
        security = kind(name, password, ssl_context=ssl_context)
    # A list: FastStream treats a string as a single address.
    return {"bootstrap_servers": access.bootstrap.split(","), "security": security}
