"""Send records to Kafka in order; after a failure the whole batch is sent again."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from aiokafka import AIOKafkaProducer
from aiokafka.errors import MessageSizeTooLargeError

from samplan.contracts.envelope import Record

DELIVERY_TIMEOUT_SECONDS = 30.0
"""aiokafka retries without limit while replicas are missing; the relay must report that meanwhile."""


class TooLarge(Exception):
    """The record is larger than the topic allows; the message names the event."""


async def deliver(producer: AIOKafkaProducer, topic: str, records: Sequence[Record]) -> None:
    """Send them and wait for all replicas.

    Raises TooLarge, TimeoutError, KafkaError; some records may have been stored then.
    """
    try:
        await _send(producer, topic, records)
    except MessageSizeTooLargeError:
        # The error may be about the whole batch. Records before the large one arrive twice, which is allowed.
        await _find_the_too_large(producer, topic, records)


async def _send(producer: AIOKafkaProducer, topic: str, records: Sequence[Record]) -> None:
    async with asyncio.timeout(DELIVERY_TIMEOUT_SECONDS):
        sends = [await producer.send(topic, value=r.value, key=r.key, headers=r.headers) for r in records]
        await asyncio.gather(*sends)


async def _find_the_too_large(producer: AIOKafkaProducer, topic: str, records: Sequence[Record]) -> None:
    for record in records:
        try:
            await _send(producer, topic, [record])
        except MessageSizeTooLargeError:
            sequence = dict(record.headers)["ce_sequence"].decode()
            raise TooLarge(f"event #{sequence} is larger than {topic} allows") from None
