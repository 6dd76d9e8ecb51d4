"""Projections: a unit of work applies them to the facts that its aggregates record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from chassis.decisions.commands import A, Records
from chassis.decisions.domain import Aggregate, DomainEvent

F = TypeVar("F", bound=DomainEvent)


@dataclass(frozen=True, kw_only=True)
class Projection(Generic[A, F]):
    """How the facts of an aggregate change a read model. A base class of facts covers all its subclasses."""

    of: type[A]
    facts: tuple[type[F], ...]
    fold: Callable[[A, Sequence[F], Records], None]
    """Updates the tables, given the aggregate's present state and those of the new facts in `facts`."""

    def apply(self, aggregate: Aggregate, recorded: Sequence[DomainEvent], tables: Records) -> None:
        """Fold the new facts that change this read model, if any."""
        if not isinstance(aggregate, self.of):
            return
        if wanted := [fact for fact in recorded if isinstance(fact, self.facts)]:
            self.fold(aggregate, wanted, tables)


Projections = Sequence[Projection[Any, Any]]
