"""Read models that fold themselves: a unit of work runs them over what its aggregates record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from chassis.decisions.commands import Records
from chassis.decisions.domain import Aggregate, DomainEvent

Fold = Callable[[Any, Sequence[Any], Records], None]
"""Brings the tables up to the aggregate as it now is, given the new facts about it that were asked for."""


@dataclass(frozen=True, kw_only=True)
class Projection:
    """A read model as data: which facts of which aggregate change it (a base class: all of it), and how."""

    of: type[Aggregate]
    facts: tuple[type[DomainEvent], ...]
    fold: Fold

    def apply(self, aggregate: Aggregate, recorded: Sequence[DomainEvent], tables: Records) -> None:
        """Fold those of the new facts that the read model is made of, if any."""
        if not isinstance(aggregate, self.of):
            return
        if wanted := [fact for fact in recorded if isinstance(fact, self.facts)]:
            self.fold(aggregate, wanted, tables)
