"""CloudEvents 1.0, Kafka protocol binding, binary mode: strict on the envelope, tolerant of unknown data."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

import msgspec

from samplan.contracts.effect import HEADER as EFFECT
from samplan.contracts.event import ContractEvent
from samplan.contracts.registry import EVENTS, NEWEST, TypeName, channels_for, dataschema_of, is_on
from samplan.contracts.source import EventId, position, writer_of

Headers = Sequence[tuple[str, bytes | None]]

_LENGTH_OF_TRACEPARENT = 55
_CONTENT_TYPE = "application/json"


class ReasonCode(StrEnum):
    """Why a record cannot be read, or must not be applied."""

    NOT_JSON = "not_json"
    MISSING_ENVELOPE = "missing_envelope"
    UNKNOWN_TYPE = "unknown_type"
    NEWER_VERSION = "newer_version"
    KEY_MISMATCH = "key_mismatch"
    WRONG_PRODUCER = "wrong_producer"
    CONTENT_DIFFERS = "content_differs"
    TOMBSTONE = "tombstone"
    BAD_HEADER = "bad_header"
    UNDECODABLE_CODEC = "undecodable_codec"
    INVALID_DATA = "invalid_data"
    TOO_LARGE = "too_large"
    UNKNOWN_EPOCH = "unknown_epoch"
    IMPOSSIBLE_DATE = "impossible_date"
    FUTURE_DATE = "future_date"


class Envelope(msgspec.Struct, frozen=True, kw_only=True):
    """The CloudEvents context attributes of one event."""

    source: str  # /<agency>/<channel>/<store epoch>
    sequence: int  # position in that store's notification log, from 1
    type: str
    subject: str  # aggregate id: also the record's key and ce_partitionkey
    time: datetime  # recorded at, aware, UTC
    correlation_id: str
    causation_id: str
    aggregate_version: int  # position within the aggregate's published events, from 1
    previous: EventId | None = None  # the previously published event about the same subject
    traceparent: str | None = None
    circle_version: int | None = None  # of the participant's circle under which the event was published
    fact_id: str | None = None  # of what is delivered: the same in every epoch of its topic

    @property
    def id(self) -> str:
        return str(EventId(self.source, self.sequence))

    @property
    def dataschema(self) -> str:
        return dataschema_of(self.type)

    @property
    def topic(self) -> str:
        """The only topic that this source may write. Raises ValueError when it is not a valid source."""
        return writer_of(self.source).topic


class Undecodable(Exception):
    """The record must be parked. Carries a reason code, never a value of the record.

    `envelope` is set when the envelope is valid and only the data cannot be read.
    """

    def __init__(self, reason: ReasonCode, envelope: Envelope | None = None) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.envelope = envelope


class Record(NamedTuple):
    """A Kafka record to produce."""

    key: bytes
    value: bytes
    headers: list[tuple[str, bytes]]


def encode(envelope: Envelope, event: ContractEvent) -> Record:
    """Raises ValueError when the envelope and the event do not belong together."""
    if envelope.type != event.TYPE or envelope.subject != event.subject_id:
        raise ValueError(f"the envelope does not belong to a {event.TYPE}")
    if not is_on(event, writer_of(envelope.source).channel):
        raise ValueError(f"{envelope.source} does not write a {event.TYPE}")
    headers = [(name, value.encode()) for name, value in _attributes(envelope, event).items()]
    return Record(envelope.subject.encode(), msgspec.json.encode(event), headers)


def _attributes(envelope: Envelope, event: ContractEvent) -> dict[str, str]:
    attributes = {
        "ce_specversion": "1.0",
        "ce_id": envelope.id,
        "ce_source": envelope.source,
        "ce_type": envelope.type,
        "ce_subject": envelope.subject,
        "ce_time": envelope.time.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "ce_dataschema": envelope.dataschema,
        "ce_sequence": str(envelope.sequence),
        "ce_partitionkey": envelope.subject,
        "ce_aggregateversion": str(envelope.aggregate_version),
        "ce_correlationid": envelope.correlation_id,
        "ce_causationid": envelope.causation_id,
        "content-type": _CONTENT_TYPE,
    }
    optional: dict[str, object] = {"ce_previous": envelope.previous, EFFECT: event.EFFECT}
    optional |= {"ce_circleversion": envelope.circle_version, "ce_factid": envelope.fact_id}
    optional |= {"traceparent": envelope.traceparent}
    return attributes | {name: str(value) for name, value in optional.items() if value is not None}


def decode(
    topic: str, key: bytes | None, value: bytes | None, headers: Headers
) -> tuple[Envelope, ContractEvent]:
    """The envelope and the event of a record. Raises Undecodable with the first reason found."""
    attributes = _texts(headers)
    if attributes.get("ce_specversion") != "1.0":
        raise Undecodable(ReasonCode.MISSING_ENVELOPE)
    envelope = _envelope(attributes, _trace(headers))
    if envelope.topic != topic:
        raise Undecodable(ReasonCode.WRONG_PRODUCER)
    if key is None or not key == envelope.subject.encode() == attributes["ce_partitionkey"].encode():
        raise Undecodable(ReasonCode.KEY_MISMATCH)
    try:
        return envelope, _event(envelope, value, attributes)
    except Undecodable as error:
        raise Undecodable(error.reason, envelope) from None


def _event(envelope: Envelope, value: bytes | None, attributes: Mapping[str, str]) -> ContractEvent:
    decoder, channel = _decoder(envelope.type), writer_of(envelope.source).channel
    if channel not in channels_for(envelope.type):
        raise Undecodable(ReasonCode.WRONG_PRODUCER)
    if attributes["ce_dataschema"] != envelope.dataschema:
        raise Undecodable(ReasonCode.BAD_HEADER)
    event = _data(decoder, value, attributes)
    if event.subject_id != envelope.subject:
        raise Undecodable(ReasonCode.KEY_MISMATCH)
    if not is_on(event, channel):
        raise Undecodable(ReasonCode.WRONG_PRODUCER)
    return event


def _texts(headers: Headers) -> Mapping[str, str]:
    """The event's attributes. Headers that libraries add under other names are ignored."""
    texts: dict[str, str] = {}
    for name, value in headers:
        if not (name.startswith("ce_") or name == "content-type"):
            continue
        if value is None or name in texts:
            raise Undecodable(ReasonCode.BAD_HEADER)
        try:
            texts[name] = value.decode()
        except UnicodeDecodeError:
            raise Undecodable(ReasonCode.BAD_HEADER) from None
    return texts


def _envelope(attributes: Mapping[str, str], traceparent: str | None) -> Envelope:
    previous, version = attributes.get("ce_previous"), attributes.get("ce_circleversion")
    try:
        envelope = Envelope(
            source=attributes["ce_source"],
            sequence=position(attributes["ce_sequence"]),
            type=attributes["ce_type"],
            subject=attributes["ce_subject"],
            time=_instant(attributes["ce_time"]),
            correlation_id=attributes["ce_correlationid"],
            causation_id=attributes["ce_causationid"],
            aggregate_version=position(attributes["ce_aggregateversion"]),
            previous=None if previous is None else EventId.parse(previous),
            traceparent=traceparent,
            circle_version=None if version is None else position(version),
            fact_id=attributes.get("ce_factid"),
        )
        writer_of(envelope.source)
    except KeyError:
        raise Undecodable(ReasonCode.MISSING_ENVELOPE) from None
    except ValueError:
        raise Undecodable(ReasonCode.BAD_HEADER) from None
    _require_whole(envelope, attributes)
    return envelope


def _require_whole(envelope: Envelope, attributes: Mapping[str, str]) -> None:
    if not attributes.keys() >= {"ce_id", "ce_partitionkey", "ce_dataschema"}:
        raise Undecodable(ReasonCode.MISSING_ENVELOPE)
    if attributes["ce_id"] != envelope.id:
        raise Undecodable(ReasonCode.BAD_HEADER)


def _instant(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError("a timestamp needs a UTC offset")
    return instant.astimezone(UTC)


def _trace(headers: Headers) -> str | None:
    """The writer's trace context, as text: the first one, because instrumentation appends its own after it.

    Text that is too long or too short for one is dropped; it is no reason to refuse the event. Whether it is
    valid is for OpenTelemetry's propagator to say, where a trace is continued or stored (`samplan.bus`).
    """
    stated = [value or b"" for name, value in headers if name == "traceparent"]
    shaped = (value for value in stated if len(value) == _LENGTH_OF_TRACEPARENT and value.isascii())
    return next((value.decode() for value in shaped), None)


@lru_cache(maxsize=256)
def _decoder(type_name: str) -> msgspec.json.Decoder[ContractEvent]:
    event = EVENTS.get(type_name)
    if event is not None:
        return msgspec.json.Decoder(event)
    try:
        service, name, version = TypeName.parse(type_name)
    except ValueError:
        raise Undecodable(ReasonCode.UNKNOWN_TYPE) from None
    newest = NEWEST.get((service, name))
    if newest is not None and version > newest:
        raise Undecodable(ReasonCode.NEWER_VERSION)
    raise Undecodable(ReasonCode.UNKNOWN_TYPE)


def _data(
    decoder: msgspec.json.Decoder[ContractEvent], value: bytes | None, attributes: Mapping[str, str]
) -> ContractEvent:
    if value is None:
        raise Undecodable(ReasonCode.TOMBSTONE)
    if attributes.get("content-type", "").partition(";")[0].strip().lower() != _CONTENT_TYPE:
        raise Undecodable(ReasonCode.NOT_JSON)
    try:
        return decoder.decode(value)
    except msgspec.ValidationError:
        raise Undecodable(ReasonCode.INVALID_DATA) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Undecodable(ReasonCode.NOT_JSON) from None
