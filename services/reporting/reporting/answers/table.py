"""The table of a figure: tidy, so that every export writes the same cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from reporting.answers.answer import BySex, ShareBySex

Value = str | int | float | date | None
"""Of a cell. None: nothing is stated, or not measured; it is not the same as 0."""
Cells = Mapping[str, Value]


@dataclass(frozen=True)
class Line:
    """One row: the cells that name it, unlike those of any other row, and what is stated of it."""

    key: Cells
    cells: Cells


@dataclass(frozen=True)
class Table:
    lines: tuple[Line, ...]

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The columns that name a row, in their first order."""
        return _names(line.key for line in self.lines)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The other columns."""
        return _names(line.cells for line in self.lines)


def _names(rows: Iterable[Cells]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for row in rows for name in row))


def count_cells(counts: BySex) -> Cells:
    return {"women": counts.women, "men": counts.men, "total": counts.total}


def percent_cells(shares: ShareBySex) -> Cells:
    return {
        "womenPercent": shares.women.percent,
        "menPercent": shares.men.percent,
        "totalPercent": shares.total.percent,
    }
