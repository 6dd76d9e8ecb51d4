"""The extract of each made-up register, in the form in which its owner has it."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter
from libs.reconciliation.tests.seeded import AIS, LAST, SCB, SUS, TEXTS, WRONG, Row, Seeded

from samplan.reconciliation.extract.mapping import Mapping


def write(made: Seeded, folder: Path) -> dict[str, Path]:
    """The extract of each register, as its owner has it."""
    files = {"sus": folder / "sus.csv", "scb": folder / "scb.xlsx", "ais": folder / "ais.csv"}
    _write_csv(files["sus"], "cp1252", SUS, map(_sus_cells, made.rows["sus"], range(10**6)))
    _write_workbook(files["scb"], (cells for row in made.rows["scb"] for cells in _scb_months(row)))
    _write_csv(files["ais"], "utf-8-sig", AIS, (_ais_cells(row, made) for row in made.rows["ais"]))
    return files


def _write_csv(file: Path, encoding: str, mapping: Mapping, rows: Iterable[list[str]]) -> None:
    with file.open("w", encoding=encoding, newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(mapping.columns.headings())
        writer.writerows(rows)


def _sus_cells(row: Row, place: int) -> list[str]:
    """Typed by hand: each form that people use."""
    number = (
        row.number
        and (row.number, f"{row.number[:8]}-{row.number[8:]}", f"{row.number[2:8]}-{row.number[8:]}")[
            place % 3
        ]
    )
    text = WRONG if row.reason == WRONG else TEXTS.get(row.reason, "")
    return [number, _typed(row.first, place), _typed(row.last, place), text, row.extra or "Vägledning"]


def _typed(day: date | None, place: int) -> str:
    if day is None:
        return ""
    return (f"{day}", f"{day:%Y%m%d}", f"{day.day}/{day.month} {day.year}", f"{day:%y%m%d}")[place % 4]


def _scb_months(row: Row) -> list[list[str | date | None]]:
    """The first month and the last: a stale row's first month was corrected after the last was sent."""
    reason = TEXTS.get(row.reason, "")
    end = row.last or LAST
    sent = date(2022, 1, 20) if row.extra == "stale" else row.first + timedelta(30)
    number = row.number.replace("-", "")
    return [
        [number, row.first, None, "", f"{row.first:%Y-%m}", sent],
        [number, row.first, row.last, reason, f"{end:%Y-%m}", end + timedelta(14)],
    ]


def _write_workbook(file: Path, rows: Iterable[list[str | date | None]]) -> None:
    with xlsxwriter.Workbook(file, {"default_date_format": "yyyy-mm-dd"}) as workbook:
        sheet = workbook.add_worksheet("Deltagare")
        sheet.write_row(0, 0, SCB.columns.headings())
        for place, cells in enumerate(rows, start=1):
            sheet.write_row(place, 0, cells)


def _ais_cells(row: Row, made: Seeded) -> list[str]:
    last = f"{row.last}" if row.last else ""
    return [row.number, f"{row.first}", last, "Ja" if row.number in made.protected else "Nej", row.extra]
