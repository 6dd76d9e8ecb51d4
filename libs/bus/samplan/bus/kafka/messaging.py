"""Spans for sending and processing records, named by OpenTelemetry's messaging conventions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace

import msgspec
from opentelemetry.trace import SpanKind

from samplan.bus.kafka.received import Received
from samplan.bus.observe import tracing
from samplan.contracts.envelope import Record


def sending(
    topic: str, records: Sequence[Record], origins: Sequence[str | None]
) -> AbstractContextManager[object]:
    """One span per record, in the trace in which its event was stored.

    The span links to the trace that the record carries, unless it is the same.
    """
    if not tracing.is_on():
        return nullcontext()
    carried = map(_traceparent_of, records)
    links = [None if one == origin else one for one, origin in zip(carried, origins, strict=True)]
    return tracing.spans(f"send {topic}", origins, SpanKind.PRODUCER, _attributes("send", topic), links)


@contextmanager
def processing(batch: Sequence[Received]) -> Iterator[Sequence[Received]]:
    """One span per record, in the record's own trace; the work that it causes belongs to that span."""
    if not tracing.is_on():
        yield batch
        return
    topic = batch[0].topic
    carried = [one.envelope.traceparent if one.envelope else None for one in batch]
    with tracing.spans(
        f"process {topic}", carried, SpanKind.CONSUMER, _attributes("process", topic)
    ) as contexts:
        yield [
            one if context == one_carried else _within(one, context)
            for one, one_carried, context in zip(batch, carried, contexts, strict=True)
        ]


def _within(received: Received, traceparent: str | None) -> Received:
    if received.envelope is None:
        return received
    return replace(received, envelope=msgspec.structs.replace(received.envelope, traceparent=traceparent))


def _traceparent_of(record: Record) -> str | None:
    return next((value.decode() for name, value in record.headers if name == "traceparent"), None)


def _attributes(operation: str, topic: str) -> tracing.Attributes:
    # Neither key nor message id: a key is an aggregate's id.
    return {
        "messaging.system": "kafka",
        "messaging.operation.type": operation,
        "messaging.operation.name": operation,
        "messaging.destination.name": topic,
    }
