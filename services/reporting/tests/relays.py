"""What the services' relays send: events in their envelopes, each topic in its own order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from services.reporting.tests.examples import an_id

from chassis.received import Received, read
from contracts.envelope import Envelope, encode
from contracts.event import ContractEvent

SOURCES = {
    "referral": "/malmo-ifo/referral/3f9a1c20",
    "consent": "/finsam/consent/77b0e1d4",
    "planning": "/af/planning/91c2aa05",
}


class Publisher:
    """Gives events their envelopes, each topic in its own order, as the services' relays would."""

    def __init__(self) -> None:
        self._sequences = dict.fromkeys(SOURCES, 0)
        self._versions: dict[str, int] = {}

    def publish(self, events: Iterable[ContractEvent]) -> list[Received]:
        return [self._record(event) for event in events]

    def _record(self, event: ContractEvent) -> Received:
        service = event.TYPE.split(".")[1]
        self._sequences[service] += 1
        version = self._versions[event.subject_id] = self._versions.get(event.subject_id, 0) + 1
        sequence = self._sequences[service]
        envelope = Envelope(
            source=SOURCES[service],
            sequence=sequence,
            type=event.TYPE,
            subject=event.subject_id,
            time=datetime(2022, 6, 1, tzinfo=UTC) + timedelta(seconds=sequence),
            correlation_id=str(an_id("correlation", sequence)),
            causation_id=str(an_id("causation", sequence)),
            aggregate_version=version,
        )
        record = encode(envelope, event)
        return read(
            cluster="cluster",
            topic=envelope.topic,
            partition=0,
            offset=sequence - 1,
            key=record.key,
            value=record.value,
            headers=record.headers,
        )


def by_topic(received: Sequence[Received]) -> dict[str, list[Received]]:
    topics: dict[str, list[Received]] = {}
    for one in received:
        topics.setdefault(one.topic, []).append(one)
    return topics
