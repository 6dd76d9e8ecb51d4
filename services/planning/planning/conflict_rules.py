"""The programmes' rows on conflicts and obstacles: dated data, checked at start."""

from collections.abc import Collection
from datetime import date
from typing import Annotated, ClassVar, Self, TypeVar

from pydantic import Field, model_validator

from chassis.settings.programmes import Programme, Row
from planning.office.planned import Circumstance, Planned
from samplan.contracts.codes import ActivityKind, Agency, IncomeSupport
from samplan.contracts.codes.items import Financing
from samplan.contracts.codes.obstacles import ObstacleKind

T = TypeVar("T")


class ObstacleRule(Row):
    """A resolved obstacle is re-checked when so many days have passed."""

    SECTION: ClassVar[str] = "obstacles"

    recheck_days: Annotated[int, Field(ge=1)]


class Conflict(Row):
    """Refuses an intervention: of one of these kinds, owners and financings, while all that it names holds.

    A column that is left out matches everything; `unless` are kinds that it lets pass.
    `hours_a_week`: fewer than these, or none noted, stand in the way.
    """

    SECTION: ClassVar[str] = "conflicts"

    id: Annotated[str, Field(pattern="^[a-z]+(_[a-z]+)*$", max_length=48)]
    kind: Annotated[ObstacleKind, Field(strict=False)]
    agency: Annotated[Agency, Field(strict=False)]
    interventions: frozenset[ActivityKind] = frozenset()
    owners: frozenset[Agency] = frozenset()
    financing: frozenset[Financing] = frozenset()
    unless: frozenset[ActivityKind] = frozenset()
    beside: frozenset[ActivityKind] = frozenset()
    beside_financing: frozenset[Financing] = frozenset()
    circumstances: frozenset[Circumstance] = frozenset()
    income_support: frozenset[IncomeSupport] = frozenset()
    hours_a_week: Annotated[int, Field(ge=1)] | None = None

    @model_validator(mode="after")
    def _is_a_conflict(self) -> Self:
        if not (self.interventions or self.owners or self.financing):
            raise ValueError("names no intervention: interventions, owners or financing")
        if not (self.beside or self.beside_financing or self.circumstances or self.hours_a_week):
            raise ValueError("names no conflict: beside, beside_financing, circumstances or hours_a_week")
        return self

    @property
    def asks_of_participant(self) -> bool:
        return bool(self.circumstances or self.income_support or self.hours_a_week)

    def refuses(self, planned: Planned) -> bool:
        return self._is_about(planned) and self._stands_in_the_way(planned)

    def _is_about(self, planned: Planned) -> bool:
        one = planned.activity
        return (
            one.kind not in self.unless
            and _matches(one.kind, self.interventions)
            and _matches(one.owner, self.owners)
            and _matches(one.financing, self.financing)
            and _matches(planned.income_support, self.income_support)
        )

    def _stands_in_the_way(self, planned: Planned) -> bool:
        if not self.circumstances <= planned.circumstances:
            return False
        if self.hours_a_week and (planned.hours_a_week or 0) >= self.hours_a_week:
            return False
        if not (self.beside or self.beside_financing):
            return True
        return any(
            _matches(one.kind, self.beside) and _matches(one.financing, self.beside_financing)
            for one in planned.beside
        )


def _matches(code: T, column: Collection[T]) -> bool:
    return not column or code in column


def in_force(programme: Programme, on: date) -> list[Conflict]:
    """Of each id, the row of that day."""
    ids = sorted({row.id for row in programme.rows[Conflict] if isinstance(row, Conflict)})
    rows = (programme.in_force(Conflict, on, of=one) for one in ids)
    return [row for row in rows if row is not None]
