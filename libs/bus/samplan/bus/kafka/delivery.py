"""Handing records over to Kafka, in order, all of them or none that counts."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from aiokafka import AIOKafkaProducer
from aiokafka.errors import MessageSizeTooLargeError

from samplan.contracts.envelope import Record

DELIVERY_TIMEOUT_SECONDS = 30.0
"""The library tries for ever while replicas are missing; whoever waits for it has to say so meanwhile."""


class TooLarge(Exception):
    """The topic takes no record of this size; the message names the event."""


async def deliver(producer: AIOKafkaProducer, topic: str, records: Sequence[Record]) -> None:
    """Send them and wait for all replicas.

    Raises TooLarge, TimeoutError, KafkaError; some may have arrived then.
    """
    try:
        await _send(producer, topic, records)
    except MessageSizeTooLargeError:
        # It may be said of many together. Those before the large one arrive twice, which is allowed.
        await _find_the_large_one(producer, topic, records)


async def _send(producer: AIOKafkaProducer, topic: str, records: Sequence[Record]) -> None:
    async with asyncio.timeout(DELIVERY_TIMEOUT_SECONDS):
        sends = [await producer.send(topic, value=r.value, key=r.key, headers=r.headers) for r in records]
        await asyncio.gather(*sends)


async def _find_the_large_one(producer: AIOKafkaProducer, topic: str, records: Sequence[Record]) -> None:
    for record in records:
        try:
            await _send(producer, topic, [record])
        except MessageSizeTooLargeError:
            sequence = dict(record.headers)["ce_sequence"].decode()
            raise TooLarge(f"event #{sequence} is larger than {topic} takes") from None
