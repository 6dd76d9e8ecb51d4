"""A printed table against the register that it was made from: rounded, suppressed, or counted otherwise."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from samplan.reconciliation.differences.reasons import Reason
from samplan.reconciliation.extract.cells import read_month
from samplan.reconciliation.extract.register import Register, Row
from samplan.reconciliation.refusal import Refused

COLUMNS = {"measure", "period", "value"}
MEASURES = ("registered", "ended")
PERIODS = "a year, a month as 2021-03, or `all`"
VALUES = "value a whole number or a mark"
MARKS = {"", "x", "..", "-", "–", "*"}
FEWEST_PRINTED = 5
ROUNDINGS = (5, 10, 50, 100)


class Printed(NamedTuple):
    measure: str
    period: str
    """A year, a month as 2021-03, or `all`."""
    value: str


class Explained(NamedTuple):
    cell: Printed
    counted: int
    """People of the register."""
    reason: Reason | None


def read_printed(file: Path) -> list[Printed]:
    """The cells of a printed table: `measure;period;value`. Raises Refused."""
    try:
        rows = list(csv.DictReader(file.read_text("utf-8-sig").splitlines(), delimiter=";"))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise Refused(f"{file.name}: {error}") from None
    if not rows or set(rows[0]) != COLUMNS:
        raise Refused(f"{file.name}: the columns are measure;period;value")
    cells = [Printed(row["measure"], row["period"], (row["value"] or "").strip()) for row in rows]
    for place, cell in enumerate(cells, start=2):
        if not _is_readable(cell):
            raise Refused(
                f"{file.name}: row {place}: measure is {' or '.join(MEASURES)}; period {PERIODS}; {VALUES}"
            )
    return cells


def _is_readable(cell: Printed) -> bool:
    period = re.fullmatch(r"all|\d{4}(-(0[1-9]|1[0-2]))?", cell.period)
    return cell.measure in MEASURES and bool(period) and (cell.value in MARKS or cell.value.isdecimal())


def explain(register: Register, cells: list[Printed]) -> Iterator[Explained]:
    """Each cell with what was counted, and why it is another number."""
    for cell in cells:
        rows = [row for row in register.rows if row.number and _is_in(row, cell)]
        valid = [row for row in rows if not row.is_wrong]
        people = len({row.number for row in valid})
        yield Explained(cell, people, _reason(cell.value, people, len(valid), len(rows)))


def _is_in(row: Row, cell: Printed) -> bool:
    day = row.in_date if cell.measure == "registered" else row.out_date
    if day is None or cell.period == "all":
        return day is not None
    if len(cell.period) == 4:
        return str(day.year) == cell.period
    return day.replace(day=1) == read_month(cell.period)


def _reason(value: str, people: int, participations: int, rows: int) -> Reason | None:
    if value in MARKS:
        return Reason.SUPPRESSED if people < FEWEST_PRINTED else Reason.PRINTED_DIFFERS
    printed = int(value)
    if printed == people:
        return None
    if printed == participations:
        return Reason.COUNTED_PER_PARTICIPATION
    if printed == rows:
        return Reason.WRONG_REGISTRATION_COUNTED
    if any(printed % step == 0 and abs(printed - people) * 2 <= step for step in ROUNDINGS):
        return Reason.ROUNDED
    return Reason.PRINTED_DIFFERS
