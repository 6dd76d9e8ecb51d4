"""Rows of a CSV file or workbook, as text. Nothing is interpreted here."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from python_calamine import CalamineError, load_workbook

from samplan.reconciliation.extract.mapping import Mapping
from samplan.reconciliation.refusal import Refused

WORKBOOKS = {".xlsx", ".xlsm", ".xls", ".ods"}


class Line(NamedTuple):
    """A row and where it stands in the file, counted as a spreadsheet does."""

    row: int
    cells: dict[str, str]


def read_lines(file: Path, mapping: Mapping) -> list[Line]:
    """The rows under the headings. Raises Refused: unreadable, without a column, of another width."""
    rows = [row for row in _rows(file, mapping) if any(cell.strip() for cell in row.cells)]
    if not rows:
        raise Refused(f"{file.name}: the file is empty")
    headings = [cell.strip() for cell in rows[0].cells]
    if missing := [one for one in mapping.columns.headings() if one not in headings]:
        raise Refused(f"{file.name}: no column {missing[0]!r}; there are {', '.join(filter(None, headings))}")
    if short := [row.number for row in rows[1:] if len(row.cells) != len(headings)]:
        raise Refused(f"{file.name}: row {short[0]} has another number of columns than the headings")
    return [Line(row.number, dict(zip(headings, row.cells, strict=True))) for row in rows[1:]]


class _Row(NamedTuple):
    number: int
    cells: list[str]


def _rows(file: Path, mapping: Mapping) -> Iterator[_Row]:
    if file.suffix.lower() in WORKBOOKS:
        return _rows_of_workbook(file, mapping)
    return _rows_of_text(file, mapping)


def _rows_of_text(file: Path, mapping: Mapping) -> Iterator[_Row]:
    text = _text(file, mapping.encoding)
    skipped = int(text.startswith("sep="))  # Excel's own first line
    lines = io.StringIO(text.partition("\n")[2] if skipped else text, newline="")
    reader = csv.reader(lines, delimiter=mapping.delimiter, strict=True)
    try:
        for cells in reader:
            yield _Row(reader.line_num + skipped, cells)
    except csv.Error as error:
        raise Refused(f"{file.name}: row {reader.line_num + skipped}: {error}") from None


def _text(file: Path, encoding: str) -> str:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise Refused(f"{file}: {error.strerror}") from None
    try:
        if content.startswith(b"\xff\xfe"):
            return content.decode("utf-16")
        return content.decode(encoding or "utf-8-sig")
    except UnicodeDecodeError as error:
        if not encoding:
            return content.decode("cp1252", errors="replace")
        raise Refused(f"{file.name}: not in {encoding} at byte {error.start}") from None


def _rows_of_workbook(file: Path, mapping: Mapping) -> Iterator[_Row]:
    try:
        workbook = load_workbook(str(file))
        name = mapping.sheet or workbook.sheet_names[0]
        table = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (CalamineError, OSError) as error:
        raise Refused(f"{file.name}: no workbook, or no sheet {mapping.sheet!r}: {error}") from None
    for number, cells in enumerate(table, start=1):
        yield _Row(number, [_as_text(cell) for cell in cells])


def _as_text(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
