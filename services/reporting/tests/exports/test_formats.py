"""Every figure as a file of every format, also those added later: the same cells, read by other programs."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from reporting.answers.answer import Withheld
from reporting.answers.table import Cells, Line, Table, Value
from reporting.exports.about import MADE_UP, About, Origin
from reporting.exports.json_stat import as_json_stat
from reporting.exports.semicolons import as_csv
from reporting.exports.workbook import ABOUT, TABLE, as_workbook
from reporting.questions import FIGURES

READER = Path(__file__).parent / "vendor" / "read.cjs"
TABLES = {figure.path: Table(tuple(figure.lines(figure.example))) for figure in FIGURES}
WITHHELD = Table(
    (
        Line({"step": "plan"}, {"women": Withheld.WITHHELD, "men": 7, "days": None}),
        Line({"step": None}, {"women": 0, "men": Withheld.WITHHELD, "days": 8.25}),
    )
)


def about(**changed: Any) -> About:
    stated = {
        "origin": Origin(source="Samplan", fictitious=True),
        "programme": "malmokraften",
        "figure": "exits",
        "title": "Avslut per kön · Exits by sex",
        "definition": "Av dem som börjat · Of those who started",
        "as_of": date(2022, 12, 31),
        "known_on": date(2023, 1, 9),
        "last_fact": 41,
        "is_published": True,
    }
    return About(**{**stated, **changed})


def everything(line: Line) -> Cells:
    return {**line.key, **line.cells}


@pytest.mark.parametrize("path", TABLES)
class TestEveryFigure:
    def test_names_each_row_once(self, path: str) -> None:
        named = [tuple(map(line.key.get, TABLES[path].keys)) for line in TABLES[path].lines]
        assert len(set(named)) == len(named)

    def test_has_the_same_cells_in_its_workbook_as_in_its_table(self, path: str) -> None:
        names, *rows = sheet(as_workbook(TABLES[path], about()), TABLE)
        assert [
            {name: value for name, value in zip(names, row, strict=True) if value != ""} for row in rows
        ] == [
            {name: value for name, value in everything(line).items() if value is not None}
            for line in TABLES[path].lines
        ]


@pytest.mark.slow
def test_a_public_reader_finds_each_number_of_every_figure_in_json_stat() -> None:
    tables = [*TABLES.values(), WITHHELD]
    found = read_by_others([as_json_stat(table, about()) for table in tables])
    assert [sorted(cells, key=str) for cells in found] == [
        sorted(numbers(table), key=str) for table in tables
    ]


class TestAWithheldNumber:
    def test_has_one_mark_in_all_formats(self) -> None:
        _, plan, _ = sheet(as_workbook(WITHHELD, about()), TABLE)
        assert plan == ["plan", "..", 7, ""]
        assert as_csv(WITHHELD, about()).decode("utf-8-sig").splitlines()[1].startswith("plan;..;7;;")
        stated = json.loads(as_json_stat(WITHHELD, about()))
        assert (stated["value"], stated["status"]) == (
            {"0": None, "1": 7, "3": 0, "4": None, "5": 8.25},
            {"0": "..", "4": ".."},
        )


def test_no_cell_of_a_csv_is_a_formula() -> None:
    """A name or a source of a programme's file may begin like one."""
    table = Table((Line({"code": "=1+1"}, {"source": "@SUM(A1)", "of": -7}),))
    assert as_csv(table, about()).decode("utf-8-sig").splitlines()[1].startswith("'=1+1;'@SUM(A1);-7;")


class TestAWorkbook:
    def test_has_text_that_looks_like_a_formula_or_a_link_as_text(self) -> None:
        table = Table((Line({"code": "=1+1"}, {"source": "https://example.org", "of": "7"}),))
        file = as_workbook(table, about())
        assert sheet(file, TABLE)[1] == ["=1+1", "https://example.org", "7"]
        assert b"<f>" not in ZipFile(io.BytesIO(file)).read("xl/worksheets/sheet1.xml")

    def test_says_what_its_table_is(self) -> None:
        stated = dict(sheet(as_workbook(WITHHELD, about()), ABOUT))
        assert stated["Läget den · As of"] == date(2022, 12, 31)
        assert stated["Känt till och med · Known up to"] == date(2023, 1, 9)
        assert stated["Sista händelse · Last fact"] == 41
        assert stated["Definition · Definition"] == "Av dem som börjat · Of those who started"
        assert stated["Status · Status"] == "Slutliga siffror · Final figures"
        assert stated["Observera · Note"] == MADE_UP


class TestMadeUpData:
    def test_says_so_in_all_formats(self) -> None:
        assert MADE_UP in json.loads(as_json_stat(WITHHELD, about()))["note"]
        assert first_of(as_csv(WITHHELD, about()))["fictitious"] == "true"

    def test_is_not_said_of_real_figures(self) -> None:
        real = about(origin=Origin(source="Samplan", fictitious=False))
        assert MADE_UP not in json.loads(as_json_stat(WITHHELD, real))["note"]
        assert first_of(as_csv(WITHHELD, real))["fictitious"] == "false"
        assert "Observera · Note" not in dict(sheet(as_workbook(WITHHELD, real), ABOUT))


def sheet(file: bytes, name: str) -> list[list[Any]]:
    read = CalamineWorkbook.from_filelike(io.BytesIO(file)).get_sheet_by_name(name)
    return read.to_python(skip_empty_area=False)


def first_of(file: bytes) -> dict[str, str]:
    return next(csv.DictReader(io.StringIO(file.decode("utf-8-sig")), delimiter=";"))


def read_by_others(documents: list[bytes]) -> Any:
    """As the public JSON-stat toolkit reads them, on the Node that the browser tests bring."""
    playwright = find_spec("playwright")
    assert playwright
    assert playwright.origin
    node = Path(playwright.origin).parent / "driver" / "node"
    given = b"[" + b",".join(documents) + b"]"
    return json.loads(subprocess.run([node, READER], input=given, capture_output=True, check=True).stdout)


def numbers(table: Table) -> list[dict[str, Any]]:
    """What the reader is to find: each number, by the codes of its row and its column."""
    return [
        {
            **{name: code(line.key.get(name)) for name in table.keys},
            "measure": name,
            "value": None if value == Withheld.WITHHELD else value,
            "status": value if value == Withheld.WITHHELD else None,
        }
        for line in table.lines
        for name in table.columns
        if is_number(value := line.cells.get(name))
    ]


def code(value: Value) -> str:
    return "_Z" if value is None else str(value)


def is_number(value: Value) -> bool:
    return isinstance(value, int | float | Withheld) and not isinstance(value, bool)
