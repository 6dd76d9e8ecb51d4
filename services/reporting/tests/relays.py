"""What the services' relays send: events in their envelopes, each topic in its own order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime, timedelta

from services.reporting.tests.examples import an_id

from samplan.bus.kafka.received import Received, read
from samplan.contracts.envelope import Envelope, encode
from samplan.contracts.event import ContractEvent
from samplan.contracts.registry import CHANNELS

SOURCES = {
    "referral": "/malmo-ifo/referral/3f9a1c20",
    "referral-statistics": "/malmo-ifo/referral-statistics/3f9a1c20",
    "consent": "/finsam/consent/77b0e1d4",
    "planning": "/af/planning/91c2aa05",
    "steering": "/finsam/steering/4e8b1f27",
}
ELSEWHERE = {
    "referral": "/af/referral/5d20b7e1",
    "referral-statistics": "/af/referral-statistics/5d20b7e1",
}
"""A second referral service, with topics of its own."""


class Publisher:
    """Wraps events in envelopes, each topic in its own order, as the services' relays would."""

    def __init__(self, elsewhere: Collection[str] = ()) -> None:
        """`elsewhere`: the referrals of the second referral service."""
        self._elsewhere = elsewhere
        self._sequences = dict.fromkeys((*SOURCES.values(), *ELSEWHERE.values()), 0)
        self._versions: dict[tuple[str, str], int] = {}

    def publish(self, events: Iterable[ContractEvent]) -> list[Received]:
        return [self._record(event) for event in events]

    def _envelope(self, event: ContractEvent) -> Envelope:
        sources = ELSEWHERE if event.subject_id in self._elsewhere else SOURCES
        source = sources[CHANNELS[event.TYPE]]
        aggregate = source, event.subject_id
        sequence = self._sequences[source] = self._sequences[source] + 1
        version = self._versions[aggregate] = self._versions.get(aggregate, 0) + 1
        return Envelope(
            source=source,
            sequence=sequence,
            type=event.TYPE,
            subject=event.subject_id,
            time=datetime(2022, 6, 1, tzinfo=UTC) + timedelta(seconds=sequence),
            correlation_id=str(an_id("correlation", sequence)),
            causation_id=str(an_id("causation", sequence)),
            aggregate_version=version,
        )

    def _record(self, event: ContractEvent) -> Received:
        envelope = self._envelope(event)
        record = encode(envelope, event)
        return read(
            cluster="cluster",
            topic=envelope.topic,
            partition=0,
            offset=envelope.sequence - 1,
            key=record.key,
            value=record.value,
            headers=record.headers,
        )


def by_topic(received: Sequence[Received]) -> dict[str, list[Received]]:
    topics: dict[str, list[Received]] = {}
    for one in received:
        topics.setdefault(one.topic, []).append(one)
    return topics
