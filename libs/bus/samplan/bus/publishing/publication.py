"""Who publishes what and where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from eventsourcing.persistence import Notification

from samplan.bus.publishing.epochs import Epochs
from samplan.contracts.event import ContractEvent


@dataclass(frozen=True, kw_only=True, slots=True)
class Publishable:
    """What others may know of a stored event: the contract event, its record time and its cause."""

    event: ContractEvent
    recorded_at: datetime
    correlation_id: str
    causation_id: str
    traceparent: str | None


Translate = Callable[[Notification], Publishable | None]
"""A stored event as the contract event that others may know; None when it is private."""


@dataclass(frozen=True, kw_only=True)
class Publication:
    """Who publishes what and where: one source, one topic, one way to translate.

    The source ends with the store's first epoch; its later ones take that place.
    """

    source: str
    topic: str
    translate: Translate
    partitions: int = 6
    replication: int = 1

    def sources(self, epochs: Epochs) -> frozenset[str]:
        """All that this store may know of."""
        return frozenset(self.source_in(epochs, epoch) for epoch in epochs.known)

    def source_in(self, epochs: Epochs, epoch: str) -> str:
        """The source of the events of an epoch."""
        return self.source if epoch == epochs.own[0].name else f"{self.source.rpartition('/')[0]}/{epoch}"
