"""Specs of projections: given these events, then this row; given these events, then these cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from msgspec import Struct
from services.reporting.tests.examples import Person

from reporting.cubes.contribution import Cell, contribution
from reporting.journeys.journey import Journey
from reporting.journeys.known import Known
from reporting.projection.batch import fold_into
from samplan.contracts.event import ContractEvent

R = TypeVar("R", bound=Struct)


class Projection(Generic[R]):
    """`Projection(empty row, fold).given(*events).then_row(field=value)`."""

    def __init__(self, empty: R, fold: Callable[[R, ContractEvent], R]) -> None:
        self._row = empty
        self._fold = fold

    def given(self, *events: ContractEvent) -> Projection[R]:
        row = self._row
        for event in events:
            row = self._fold(row, event)
        return Projection(row, self._fold)

    def then_row(self, **fields: Any) -> None:
        """The row has these values, and no others are set."""
        known = {name: getattr(self._row, name) for name in self._row.__struct_fields__}
        keys = {name: value for name, value in known.items() if name.endswith("_id") and name not in fields}
        expected = dict.fromkeys(known) | keys | fields
        assert known == expected


def given(*events: ContractEvent) -> Folded:
    """All streams together, folded in this order."""
    rows = Known()
    for event in events:
        fold_into(rows, event)
    return Folded(rows)


class Folded:
    def __init__(self, rows: Known) -> None:
        self._rows = rows

    def journey(self, person: Person | None = None) -> Journey | None:
        """Person 1's, unless another is asked for."""
        referral_id = (person or Person()).referral_id
        return self._rows.journeys([referral_id])[referral_id]

    def then_journey(self, **fields: Any) -> Folded:
        journey = self.journey()
        assert journey is not None
        assert {name: getattr(journey, name) for name in fields} == fields
        return self

    def then_counted(self, *cells: Cell) -> Folded:
        """Exactly these cells count the journey, among those of the measures named."""
        measures = {cell.measure for cell in cells}
        counted = Counter(cell for cell in contribution(self.journey()) if cell.measure in measures)
        assert counted == Counter(cells)
        return self

    def then_not_counted(self, *measures: str) -> Folded:
        assert not [cell for cell in contribution(self.journey()) if not measures or cell.measure in measures]
        return self
