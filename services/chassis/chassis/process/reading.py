"""The inbox of a process, as its settings limit it."""

from __future__ import annotations

from chassis.service.trust import trust_of
from chassis.settings.environment import Settings
from samplan.bus.reading.breaker import Limits
from samplan.bus.reading.inbox import Inbox
from samplan.bus.reading.intake import Consumer
from samplan.bus.reading.lease import Lease
from samplan.bus.store.transactions import Database


def inbox_of(settings: Settings, database: Database, consumer: Consumer, pattern: str) -> Inbox:
    """An inbox that applies the topics of a pattern. Raises BadConfiguration."""
    limits = Limits(
        in_a_row=settings.inbox_faults_in_a_row,
        window=settings.inbox_fault_window,
        share=settings.inbox_fault_share,
        parked=settings.most_parked,
    )
    return Inbox(
        database,
        consumer,
        access=settings.kafka,
        pattern=pattern,
        limits=limits,
        lease=Lease(seconds=settings.consent_lease_seconds),
        trust=trust_of(settings),
    )
