"""A received Kafka record: its event, or why it cannot be decoded and its raw bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import msgspec

from samplan.bus.observe.causation import is_correlation_id
from samplan.bus.observe.tracing import trace_id_of
from samplan.contracts.effect import Effect
from samplan.contracts.envelope import Envelope, Undecodable, decode
from samplan.contracts.event import ContractEvent

Headers = Sequence[tuple[str, bytes | None]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Received:
    """One record. Either `envelope` and `event` are set, or `reason` says why not.

    `envelope` is also set when only the data could not be decoded. `value` has the raw bytes of a record that
    could not be decoded. Of a decoded one it has the members that the contract knows and no others: a reader
    accepts unknown members, which may be personal data, and keeps none of them.
    """

    cluster: str
    topic: str
    partition: int
    offset: int
    key: bytes | None
    value: bytes | None
    headers: Headers
    envelope: Envelope | None = None
    event: ContractEvent | None = None
    reason: str | None = None
    is_deferred: bool = False
    """Whether it was read earlier, ahead of its turn, and has been parked since."""

    @property
    def is_ending(self) -> bool:
        """Whether it is decoded and ends a sharing: then it waits for no other record."""
        return self.event is not None and self.event.EFFECT is Effect.ENDS

    @property
    def is_distrusted(self) -> bool:
        """Whether it is decoded and not to be believed: it must not be applied later without an operator."""
        return self.event is not None and self.reason is not None

    @property
    def log_fields(self) -> dict[str, str | int]:
        """The fields that a log line may contain: never the key or headers, which are unchecked input."""
        fields: dict[str, str | int] = {"topic": self.topic, "offset": self.offset}
        if envelope := self.envelope:
            fields["event_id"] = envelope.id
            if trace_id := trace_id_of(envelope.traceparent):
                fields["trace_id"] = trace_id
            if is_correlation_id(envelope.correlation_id):
                fields["correlation_id"] = envelope.correlation_id
        return fields

    def content(self) -> tuple[Envelope, ContractEvent]:
        """The envelope and the event of a decoded record. Raises ValueError for any other."""
        if self.envelope is None or self.event is None:
            raise ValueError(f"unreadable: {self.reason}")
        return self.envelope, self.event


def read(
    *,
    cluster: str,
    topic: str,
    partition: int,
    offset: int,
    key: bytes | None,
    value: bytes | None,
    headers: Headers,
) -> Received:
    """Decode a record, without its unknown members; one that cannot be decoded gets a reason code."""
    record = partial(
        Received, cluster=cluster, topic=topic, partition=partition, offset=offset, key=key, headers=headers
    )
    try:
        envelope, event = decode(topic, key, value, headers)
    except Undecodable as error:
        return record(value=value, envelope=error.envelope, event=None, reason=error.reason.value)
    return record(value=msgspec.json.encode(event), envelope=envelope, event=event, reason=None)
