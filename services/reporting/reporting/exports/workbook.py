"""XLSX: the table, and a sheet that says what it is. No cell is a formula, whatever its text begins with."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from reporting.answers.answer import Withheld
from reporting.answers.table import Table, Value
from reporting.exports.about import MADE_UP, WITHHELD, About

TABLE, ABOUT = "Tabell · Table", "Om · About"
OPTIONS = {
    "constant_memory": True,
    "default_date_format": "yyyy-mm-dd",
    "strings_to_numbers": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
}


def as_workbook(table: Table, about: About) -> bytes:
    """Row by row through a temporary file: the memory does not grow with the table."""
    file = io.BytesIO()
    with Workbook(file, OPTIONS) as book:
        book.set_properties({"title": about.title, "created": _midnight(about.as_of)})
        _write_table(book, table)
        _write_about(book, about)
    return file.getvalue()


def _write_table(book: Workbook, table: Table) -> None:
    sheet = book.add_worksheet(TABLE)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(table.keys) + len(table.columns), 14)
    sheet.write_row(0, 0, [*table.keys, *table.columns], book.add_format({"bold": True}))
    for number, line in enumerate(table.lines, start=1):
        values = [line.key.get(name) for name in table.keys]
        _write_row(sheet, number, [*values, *(line.cells.get(name) for name in table.columns)])


def _write_about(book: Workbook, about: About) -> None:
    sheet = book.add_worksheet(ABOUT)
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, 100)
    for number, (name, value) in enumerate(_stated(about)):
        _write_row(sheet, number, [name, value])


def _stated(about: About) -> Iterator[tuple[str, Value]]:
    yield "Figur · Figure", about.title
    yield "Adress · Path", about.figure
    yield "Program · Programme", about.programme
    yield "Läget den · As of", about.as_of
    yield "Känt till och med · Known up to", about.known_on
    yield "Sista händelse · Last fact", about.last_fact
    yield "Definition · Definition", about.definition
    yield "Källa · Source", about.origin.source
    yield "Status · Status", about.status
    yield Withheld.WITHHELD.value, WITHHELD
    if about.origin.fictitious:
        yield "Observera · Note", MADE_UP


def _write_row(sheet: Worksheet, number: int, values: list[Value]) -> None:
    for column, value in enumerate(values):
        _write(sheet, number, column, value)


def _write(sheet: Worksheet, row: int, column: int, value: Value) -> None:
    match value:
        case None:
            return
        case bool():
            sheet.write_boolean(row, column, value)
        case int() | float():
            sheet.write_number(row, column, value)
        case date():
            sheet.write_datetime(row, column, _midnight(value))
        case str():
            sheet.write_string(row, column, str(value))


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001  # a cell of a sheet has no time zone
