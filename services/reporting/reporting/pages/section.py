"""One section of a page: a finding, its chart, its table and its definition, all in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Option = Mapping[str, Any]  # an ECharts option: data only, so that it can travel as JSON


@dataclass(frozen=True, kw_only=True)
class Cell:
    text: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Row:
    name: str
    cells: tuple[Cell, ...]
    is_total: bool = False


@dataclass(frozen=True, kw_only=True)
class Table:
    caption: str
    columns: tuple[str, ...]  # the first one names the rows
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class Section:
    id: str
    topic: str
    finding: str
    chart: Option | None  # none when there is nothing to draw
    table: Table
    definition: str
    remarks: tuple[str, ...] = ()
    within: str = ""  # the section whose exports have its numbers, if it has none of its own

    @property
    def path(self) -> str:
        """Where its exports are in the API."""
        return self.within or self.id


@dataclass(frozen=True, kw_only=True)
class KeyFigure:
    """One number among the first ones of a page."""

    order: int  # of the numbers; the lowest is first
    name: str
    value: str
    note: str = ""
