"""Table of contents: every format. A new one is an entry here: its address and link follow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from reporting.answers.table import Table
from reporting.exports.about import About
from reporting.exports.json_stat import as_json_stat
from reporting.exports.semicolons import as_csv
from reporting.exports.workbook import as_workbook


class Ending(StrEnum):
    """Of a path and of a file."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON_STAT = "json-stat"


@dataclass(frozen=True, kw_only=True)
class Format:
    name: str
    media_type: str
    description: str
    write: Callable[[Table, About], bytes]


FORMATS: Mapping[Ending, Format] = {
    Ending.CSV: Format(
        name="CSV",
        media_type="text/csv; charset=utf-8",
        description="UTF-8 with BOM, `;`, decimal comma",
        write=as_csv,
    ),
    Ending.XLSX: Format(
        name="XLSX",
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        description="a sheet with the table, and one that says what it is",
        write=as_workbook,
    ),
    Ending.JSON_STAT: Format(
        name="JSON-stat",
        media_type="application/json",
        description="a dataset of JSON-stat 2.0",
        write=as_json_stat,
    ),
}

NAMES = ", ".join(each.name for each in FORMATS.values())
"""For readers: in summaries of the API."""
