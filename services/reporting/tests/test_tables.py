"""A table belongs to one feature: other features call its functions and never read the table."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import reporting
from reporting.rows import PROJECTIONS

ROOT = Path(reporting.__file__).parent
OWNERS = {
    "facts": "facts",
    "projection": "projection",
    "cells": "cubes",
    "ended_consents": "circle",
    "circles_head": "circle",
    **{projection.table.name: "rows" for projection in PROJECTIONS},
}
MIGRATIONS = "schema.py"  # creates every table
TABLE = re.compile(r"\b(?:FROM|INTO|UPDATE|JOIN|TABLE|TABLE IF EXISTS|ON) (\w+)\b")


def tables_named_in(source: str) -> set[str]:
    texts = [node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)]
    return {name for text in texts if isinstance(text, str) for name in TABLE.findall(text)}


def uses() -> Iterator[tuple[str, str]]:
    for file in ROOT.rglob("*.py"):
        path = file.relative_to(ROOT)
        if path.name != MIGRATIONS:
            yield from ((path.as_posix(), name) for name in tables_named_in(file.read_text()) & set(OWNERS))


def test_no_sql_names_a_table_of_another_feature() -> None:
    assert [f"{path}: {name}" for path, name in uses() if path.split("/")[0] != OWNERS[name]] == []


@pytest.mark.parametrize("table", ["facts", "projection", "cells"])
def test_sql_that_names_a_table_is_found(table: str) -> None:
    assert table in {name for _, name in uses()}


def test_every_row_is_read_through_its_own_functions() -> None:
    outside = [file for file in ROOT.rglob("*.py") if file.relative_to(ROOT).parts[0] != "rows"]
    assert [str(file) for file in outside if re.search(r"\w\.TABLE\b|\.where\(", file.read_text())] == []
