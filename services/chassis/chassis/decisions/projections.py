"""Read models that fold themselves: a unit of work runs them over what its aggregates record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from chassis.decisions.commands import A, Records
from chassis.decisions.domain import Aggregate, DomainEvent

F = TypeVar("F", bound=DomainEvent)


@dataclass(frozen=True, kw_only=True)
class Projection(Generic[A, F]):
    """A read model as data: which facts of which aggregate change it (a base class: all of it), and how."""

    of: type[A]
    facts: tuple[type[F], ...]
    fold: Callable[[A, Sequence[F], Records], None]
    """Brings the tables up to the aggregate as it now is, given the new facts that it asked for."""

    def apply(self, aggregate: Aggregate, recorded: Sequence[DomainEvent], tables: Records) -> None:
        """Fold those of the new facts that the read model is made of, if any."""
        if not isinstance(aggregate, self.of):
            return
        if wanted := [fact for fact in recorded if isinstance(fact, self.facts)]:
            self.fold(aggregate, wanted, tables)


Projections = Sequence[Projection[Any, Any]]
