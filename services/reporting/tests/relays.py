"""What the services' relays send: events in their envelopes, each topic in its own order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime, timedelta

from services.reporting.tests.examples import an_id

from samplan.bus.kafka.received import Received, read
from samplan.contracts.envelope import Envelope, encode
from samplan.contracts.event import ContractEvent

SOURCES = {
    "referral": "/malmo-ifo/referral/3f9a1c20",
    "consent": "/finsam/consent/77b0e1d4",
    "planning": "/af/planning/91c2aa05",
}
ANOTHER = "/af/referral/5d20b7e1"
"""A second referral service, with a topic of its own."""


class Publisher:
    """Wraps events in envelopes, each topic in its own order, as the services' relays would."""

    def __init__(self, elsewhere: Collection[str] = ()) -> None:
        """`elsewhere`: the referrals of the second referral service."""
        self._elsewhere = elsewhere
        self._sequences = dict.fromkeys((*SOURCES.values(), ANOTHER), 0)
        self._versions: dict[str, int] = {}

    def publish(self, events: Iterable[ContractEvent]) -> list[Received]:
        return [self._record(event) for event in events]

    def _record(self, event: ContractEvent) -> Received:
        is_elsewhere = event.subject_id in self._elsewhere
        source = ANOTHER if is_elsewhere else SOURCES[event.TYPE.split(".")[1]]
        self._sequences[source] += 1
        version = self._versions[event.subject_id] = self._versions.get(event.subject_id, 0) + 1
        sequence = self._sequences[source]
        envelope = Envelope(
            source=source,
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
