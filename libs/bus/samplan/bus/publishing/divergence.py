"""Where a restored store and its topic part, and the new epoch that begins there (decision 18)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from eventsourcing.persistence import Notification

from samplan.bus.kafka.access import Access
from samplan.bus.kafka.client import Cluster
from samplan.bus.kafka.received import Received
from samplan.bus.kafka.whole_topics import records_of
from samplan.bus.publishing.epochs import begin_epoch, epochs_of, retire_epochs
from samplan.bus.publishing.publication import Publication
from samplan.bus.publishing.rollback import forget_finding
from samplan.bus.store.checking import require_whole
from samplan.bus.store.transactions import Database, Transaction
from samplan.contracts.envelope import Envelope

TimeOf = Callable[[Notification], datetime]
"""When a stored event was recorded, whether or not it would be published today."""


@dataclass
class Divergence:
    """The last position at which store and topic agree, and the events that only the topic has."""

    topic: str
    agreed: int
    lost: list[Received] = field(default_factory=list)
    strangers: set[str] = field(default_factory=set)
    """Epochs of other stores that have published under the name of this service."""

    @property
    def is_there(self) -> bool:
        return bool(self.lost or self.strangers)


async def compare(
    database: Database, publication: Publication, access: Access, time_of: TimeOf
) -> Divergence:
    """Compare the complete topic with the store; nothing is changed. Raises RecordsDamaged."""
    epochs = epochs_of(database)
    own = publication.sources(epochs)
    present = publication.source_in(epochs, epochs.present)
    name = publication.source.rpartition("/")[0]
    agreed, missing = [epochs.own[-1].begins_after], list[Received]()
    strange = list[Received]()
    async with Cluster(access) as cluster:
        async for record in records_of(access, cluster.id, publication.topic):
            envelope = record.envelope
            if envelope is None or record.event is None:
                continue
            if envelope.source == present:
                if _holds(database, envelope, time_of):
                    agreed.append(envelope.sequence)
                else:
                    missing.append(record)
            elif envelope.source not in own and envelope.source.rpartition("/")[0] == name:
                strange.append(record)
    return _divergence(publication.topic, agreed, missing, strange)


def begin_epoch_at(tx: Transaction, found: Divergence) -> str:
    """Begin a new epoch where store and topic diverge; its name."""
    retire_epochs(tx, sorted(found.strangers))
    epoch = begin_epoch(tx, found.agreed)
    tx.execute(
        "UPDATE relay_positions SET position = :agreed WHERE position > :agreed", {"agreed": found.agreed}
    )
    forget_finding(tx)
    return epoch


def sequence_of(received: Received) -> int:
    """The event's position in its store."""
    return received.content()[0].sequence


def _divergence(
    topic: str, agreed: Sequence[int], missing: Sequence[Received], strange: Sequence[Received]
) -> Divergence:
    diverged = min((sequence_of(one) for one in missing), default=None)
    last = max(one for one in agreed if diverged is None or one < diverged)
    lost = {one.content()[0].id: one for one in (*missing, *strange)}
    strangers = {one.content()[0].source.rpartition("/")[2] for one in strange}
    return Divergence(topic, last, sorted(lost.values(), key=sequence_of), strangers)


def _holds(database: Database, envelope: Envelope, time_of: TimeOf) -> bool:
    for stored in database.notifications(envelope.sequence - 1, 1):
        require_whole(database, [stored])
        return (
            stored.id == envelope.sequence
            and str(stored.originator_id) == envelope.subject
            and time_of(stored) == envelope.time
        )
    return False
