"""Who publishes what and where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from chassis.domain import DomainEvent
from chassis.epochs import Epochs
from samplan.contracts.event import ContractEvent

Translate = Callable[[DomainEvent], ContractEvent | None]


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
