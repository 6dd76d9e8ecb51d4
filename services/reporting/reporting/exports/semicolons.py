"""CSV as Swedish spreadsheets read it: UTF-8 with BOM, semicolons, decimal commas."""

from __future__ import annotations

import csv
import io

from reporting.answers.table import Cells, Table, Value
from reporting.exports.about import About

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a text begins with that a spreadsheet would calculate; an apostrophe before it keeps it a text."""


def as_csv(table: Table, about: About) -> bytes:
    """The lines, each followed by what the table is derived from."""
    stamp: Cells = {
        "programme": about.programme,
        "asOf": about.as_of,
        "lastFact": about.last_fact,
        "fictitious": about.origin.fictitious,
    }
    text = io.StringIO()
    names = [*table.keys, *table.columns, *stamp]
    writer = csv.DictWriter(text, names, delimiter=";", lineterminator="\r\n", restval="")
    writer.writeheader()
    for line in table.lines:
        row = {**line.key, **line.cells, **stamp}
        writer.writerow({name: _written(value) for name, value in row.items()})
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _written(value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case float():
            return f"{value:.15g}".replace(".", ",")
        case str() if value.startswith(_FORMULA):
            return f"'{value}"
        case _:
            return str(value)
