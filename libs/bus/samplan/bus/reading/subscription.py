"""The inbox's subscriber on FastStream: raw records in batches, and every failure where it is seen.

The library would pass over the records of a handler that fails, and sleep on what Kafka refuses.
"""

from __future__ import annotations

import asyncio
import re
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
from samplan.bus.kafka.received import Received, read
from samplan.bus.kafka.undecodable import RawBatch, let_through
from samplan.contracts.envelope import ReasonCode

POLL_MS = 50
"""How long the library waits for records, and then once more without listening for them."""
LARGEST_FETCH = 4 * 1024 * 1024
CLOSE_SECONDS = 3.0

Records = tuple[ConsumerRecord, ...]
Take = Callable[[Records], Awaitable[None]]
GiveBack = Callable[[Records, Exception], Awaitable[None]]

_BY_PASSWORD = {"PLAIN": SASLPlaintext, "SCRAM-SHA-256": SASLScram256, "SCRAM-SHA-512": SASLScram512}


class Subscription:
    """Every topic that matches a pattern, from the first record on unless told to seek."""

    def __init__(self, access: Access, pattern: str, *, batch: int, take: Take, give_back: GiveBack) -> None:
        let_through()
        self._failed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._broker = KafkaBroker(
            **_connection(access),
            metadata_max_age_ms=SEE_NEW_TOPICS_MS,
            consumer_only=True,
            apply_types=False,
            graceful_timeout=CLOSE_SECONDS,
            logger=_Ear(self.fail),
            middlewares=(partial(_GivesBack, give_back),),
        )
        self._subscriber = self._broker.subscriber(
            pattern=pattern.replace("{", "{{").replace("}", "}}"),  # else the library's own placeholders
            group_id=None,
            batch=True,
            max_records=batch,
            batch_timeout_ms=POLL_MS,
            ack_policy=AckPolicy.MANUAL,
            auto_offset_reset="earliest",
            max_partition_fetch_bytes=LARGEST_FETCH,
            parser=_as_it_came,
            decoder=_raw,
            no_reply=True,
        )
        self._subscriber(take)

    async def start(self) -> AIOKafkaConsumer:
        """The library's consumer, which has fetched nothing yet that the caller does not let it keep."""
        await self._broker.start()
        return self._subscriber.consumer

    async def wait(self, seconds: float) -> None:
        """Let the subscriber work. Raises what it cannot deal with, or that it has ended."""
        tasks: Iterable[asyncio.Future[None]] = self._subscriber.tasks
        done, _ = await asyncio.wait(
            {self._failed, *tasks}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED
        )
        if done:
            self.fail(ConnectionError("the subscriber has ended"))
            self._failed.result()

    async def stop(self) -> None:
        """Leave nothing behind, whatever state it is in."""
        consumer = self._subscriber.consumer
        if consumer is None:
            return
        await end(consumer._client, self._broker.stop, consumer.stop)  # noqa: SLF001  # see `close`
        if self._failed.done():
            self._failed.exception()  # heard, or of no interest any more

    def fail(self, error: Exception) -> None:
        """Let the one who waits know; the first error counts."""
        if not self._failed.done():
            self._failed.set_exception(error)


class _Ear:
    """Stands where the library's logger would: the only one that it tells what it swallows."""

    def __init__(self, fail: Callable[[Exception], None]) -> None:
        self._fail = fail

    def log(
        self, level: int, msg: Any, /, *, exc_info: Any = None, extra: Mapping[str, Any] | None = None
    ) -> None:
        """Write nothing: a traceback repeats the values it passed through."""
        if isinstance(exc_info, Exception):
            self._fail(exc_info)


class _GivesBack(BaseMiddleware[Any, Any]):
    """Hands back the records of a handler that has failed; the library would go on after them."""

    def __init__(self, give_back: GiveBack, msg: Any, /, *, context: Any) -> None:
        super().__init__(msg, context=context)
        self._give_back = give_back

    async def after_processed(
        self,
        exc_type: type[BaseException] | None = None,
        exc_val: BaseException | None = None,
        exc_tb: TracebackType | None = None,
    ) -> bool:
        if not isinstance(exc_val, Exception):
            return False
        await self._give_back(self.msg, exc_val)
        return True


async def _as_it_came(records: Records) -> KafkaMessage:
    """Without a look at headers, which may be anything."""
    return KafkaMessage(raw_message=records, body=b"", consumer=FAKE_CONSUMER)


async def _raw(message: KafkaMessage) -> Sequence[ConsumerRecord]:
    return message.raw_message


def received_of(cluster: str, record: ConsumerRecord) -> Received:
    """A record as the intake takes it."""
    received = read(
        cluster=cluster,
        topic=record.topic,
        partition=record.partition,
        offset=record.offset,
        key=record.key,
        value=record.value,
        headers=record.headers,
    )
    if isinstance(record.value, RawBatch):
        return replace(received, reason=ReasonCode.UNDECODABLE_CODEC.value)
    return received


def _connection(access: Access) -> Mapping[str, Any]:
    given = access.for_aiokafka()
    trust = given.get("ssl_context")
    if not access.has_password:
        security = BaseSecurity(ssl_context=trust)
    else:
        kind = _BY_PASSWORD[access.mechanism]
        security = kind(given["sasl_plain_username"], given["sasl_plain_password"], ssl_context=trust)
    # A list: the library takes a string for one address.
    return {"bootstrap_servers": access.bootstrap.split(","), "security": security}


def without(pattern: str, topics: Iterable[str]) -> str:
    """A pattern that matches the same but for some topics."""
    names = "|".join(re.escape(topic) for topic in sorted(topics))
    return f"(?!(?:{names})$)(?:{pattern})" if names else pattern
