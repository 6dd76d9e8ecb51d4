"""What a store publishes: source, topic and translation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from eventsourcing.persistence import Notification

from samplan.bus.publishing.epochs import Epochs
from samplan.contracts.event import ContractEvent


@dataclass(frozen=True, kw_only=True, slots=True)
class Publishable:
    """The public form of a stored event: the contract event, its recording time and its cause."""

    event: ContractEvent
    recorded_at: datetime
    correlation_id: str
    causation_id: str
    traceparent: str | None
    circle_version: int | None = None


Translate = Callable[[Notification], Publishable | None]
"""Translates a stored event into its public form; None when it is private."""


@dataclass(frozen=True, kw_only=True)
class Publication:
    """One source, one topic and one translation, and others beside it.

    The source ends with the store's first epoch; a later epoch replaces that part.
    """

    source: str
    topic: str
    translate: Translate
    partitions: int = 6
    replication: int = 1
    beside: tuple[Publication, ...] = ()
    """Topics of their own for some of the store's events, written up to the same position."""

    @property
    def all(self) -> tuple[Publication, ...]:
        return (self, *self.beside)

    def sources(self, epochs: Epochs) -> frozenset[str]:
        """The sources of all epochs that this store knows."""
        return frozenset(self.source_in(epochs, epoch) for epoch in epochs.known)

    def source_in(self, epochs: Epochs, epoch: str) -> str:
        """The source of an epoch's events."""
        return self.source if epoch == epochs.own[0].name else f"{self.source.rpartition('/')[0]}/{epoch}"
