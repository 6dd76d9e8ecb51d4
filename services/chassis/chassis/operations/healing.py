"""Repairs a store that is behind its published head: a new epoch from where store and topic diverge."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from chassis.decisions.domain import Refused
from chassis.decisions.journal import from_stored
from chassis.decisions.work import Application
from chassis.operations.topics import records_of
from chassis.service.publishing import publication_of
from chassis.service.service import Service
from chassis.settings.environment import Settings
from samplan.bus.kafka.client import Cluster
from samplan.bus.kafka.received import Received
from samplan.bus.observe.causation import Cause
from samplan.bus.publishing.epochs import Epochs, begin_epoch, epochs_of, retire_epochs
from samplan.bus.publishing.publication import Publication
from samplan.bus.publishing.rollback import forget_finding
from samplan.bus.store.checking import require_whole
from samplan.bus.store.transactions import Database, Transaction
from samplan.contracts.envelope import Envelope


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


def find_divergence(service: Service, settings: Settings, database: Database) -> Divergence:
    """Compare the complete topic with the store; nothing is changed. Raises RecordsDamaged."""
    publication = publication_of(service, settings, database)
    return asyncio.run(_compare(settings, database, publication, epochs_of(database)))


def heal(service: Service, settings: Settings, database: Database, found: Divergence) -> str:
    """Begin a new epoch where store and topic diverge; returns its name.

    Lost events whose effect must still hold (the end of a consent) are carried out again in the same
    transaction.
    """
    application = service.application(settings, database)
    with database.transaction() as tx:
        retire_epochs(tx, sorted(found.strangers))
        epoch = begin_epoch(tx, found.agreed)
        tx.execute(
            "UPDATE relay_positions SET position = :agreed WHERE position > :agreed", {"agreed": found.agreed}
        )
        forget_finding(tx)
        _reclaim(tx, service, application, found.lost)
    return epoch


async def _compare(
    settings: Settings, database: Database, publication: Publication, epochs: Epochs
) -> Divergence:
    own = publication.sources(epochs)
    present = publication.source_in(epochs, epochs.present)
    name = publication.source.rpartition("/")[0]
    agreed, missing = [epochs.own[-1].begins_after], list[Received]()
    strange = list[Received]()
    async with Cluster(settings.kafka) as cluster:
        async for record in records_of(settings.kafka, cluster.id, publication.topic):
            envelope = record.envelope
            if envelope is None or record.event is None:
                continue
            if envelope.source == present:
                if _holds(database, envelope):
                    agreed.append(envelope.sequence)
                else:
                    missing.append(record)
            elif envelope.source not in own and envelope.source.rpartition("/")[0] == name:
                strange.append(record)
    return _divergence(publication.topic, agreed, missing, strange)


def _divergence(
    topic: str, agreed: Sequence[int], missing: Sequence[Received], strange: Sequence[Received]
) -> Divergence:
    diverged = min((sequence_of(one) for one in missing), default=None)
    last = max(one for one in agreed if diverged is None or one < diverged)
    lost = {one.content()[0].id: one for one in (*missing, *strange)}
    strangers = {one.content()[0].source.rpartition("/")[2] for one in strange}
    return Divergence(topic, last, sorted(lost.values(), key=sequence_of), strangers)


def sequence_of(received: Received) -> int:
    """The event's position in its store."""
    return received.content()[0].sequence


def _holds(database: Database, envelope: Envelope) -> bool:
    for stored in database.notifications(envelope.sequence - 1, 1):
        require_whole(database, [stored])
        return (
            stored.id == envelope.sequence
            and str(stored.originator_id) == envelope.subject
            and from_stored(stored).timestamp == envelope.time
        )
    return False


def _reclaim(tx: Transaction, service: Service, application: Application, lost: Sequence[Received]) -> None:
    work = application.work(tx)
    for command, cause in _commands(service, lost):
        try:
            application.carry_out([command], work, cause)
        except Refused:
            continue  # it already holds, or its record was lost too
    work.flush()


def _commands(service: Service, lost: Sequence[Received]) -> Iterator[tuple[object, Cause]]:
    for one in lost:
        envelope, event = one.content()
        cause = Cause(correlation_id=envelope.correlation_id, causation_id=envelope.id)
        for policy in service.reclaims.get(type(event), ()):
            for command in policy(event, envelope):
                yield command, cause
