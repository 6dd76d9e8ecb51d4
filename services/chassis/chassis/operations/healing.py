"""Repairs a store that is behind its published head: a new epoch from where store and topic diverge."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence

from chassis.decisions.domain import Refused
from chassis.decisions.journal import from_stored
from chassis.decisions.work import Application
from chassis.service.publishing import publication_of
from chassis.service.service import Service
from chassis.settings.environment import Settings
from samplan.bus.kafka.received import Received
from samplan.bus.observe.causation import Cause
from samplan.bus.publishing.divergence import Divergence, begin_epoch_at, compare
from samplan.bus.store.transactions import Database, Transaction


def find_divergence(service: Service, settings: Settings, database: Database) -> Divergence:
    """Compare the complete topic with the store; nothing is changed. Raises RecordsDamaged."""
    publication = publication_of(service, settings, database)
    comparing = compare(database, publication, settings.kafka, lambda one: from_stored(one).timestamp)
    return asyncio.run(comparing)


def heal(service: Service, settings: Settings, database: Database, found: Divergence) -> str:
    """Begin a new epoch where store and topic diverge; returns its name.

    Lost events whose effect must still hold (the end of a consent) are carried out again in the same
    transaction.
    """
    application = service.application(settings, database)
    with database.transaction() as tx:
        epoch = begin_epoch_at(tx, found)
        _reclaim(tx, service, application, found.lost)
    return epoch


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
