"""What a service delivers, without a broker: the records of each topic, as its relay would send them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from chassis.service.deliveries import deliveries_of
from samplan.bus.publishing.deliveries import Batch, Delivering
from samplan.contracts.envelope import Envelope, Record, decode
from samplan.contracts.event import ContractEvent
from samplan.contracts.owners.deliveries import SharingEnded
from samplan.testing.harness import ServiceUnderTest


class Delivered:
    """The topics of one cluster, and one relay that writes them."""

    def __init__(self, service: ServiceUnderTest, cluster: str = "test") -> None:
        self._service = service
        self._cluster = cluster
        self.topics: dict[str, list[Record]] = {}

    def relay(self) -> Delivering:
        """Another relay on the same store."""
        under_test = self._service
        deliveries = deliveries_of(under_test.service, under_test.settings, under_test.database)
        if deliveries is None:
            raise ValueError("it delivers to no recipient")
        return deliveries

    def send(self) -> None:
        """Send all that is due."""
        relay, is_all = self.relay(), False
        while not is_all:
            batches, is_all = relay.due(self._cluster)
            for batch in batches:
                self.write(batch)
                relay.note_sent(batch)

    def decide(self) -> Sequence[Batch]:
        """Decide what is due; the relay is killed before it sends it, unless the caller writes it."""
        return self.relay().due(self._cluster).batches

    def write(self, batch: Batch) -> None:
        self.topics.setdefault(batch.topic, []).extend(batch.records)

    def reconnect(self, never_written: Collection[str] = (), heads: Mapping[str, int] | None = None) -> None:
        self.relay().begin(self._cluster, heads or {}, never_written)

    def told(self, topic: str) -> list[tuple[Envelope, ContractEvent]]:
        """The records of a topic, in order."""
        return [decode(topic, *one) for one in self.topics.get(topic, ())]

    def names(self, topic: str) -> list[str]:
        """The events of a topic, by name."""
        return [type(event).__name__ for _, event in self.told(topic)]


def held(told: Sequence[tuple[Envelope, ContractEvent]]) -> list[ContractEvent]:
    """What a recipient still holds that reads the records in order, skips repeats and erases what ended."""
    seen: set[str] = set()
    kept: list[ContractEvent] = []
    for envelope, event in told:
        if envelope.id in seen:
            continue
        seen.add(envelope.id)
        if isinstance(event, SharingEnded):
            ended = event.record_id
            kept = [one for one in kept if ended not in (getattr(one, "plan_id", None), _subject(one))]
        else:
            kept.append(event)
    return kept


def _subject(event: ContractEvent) -> object:
    return getattr(event, event.SUBJECT)
