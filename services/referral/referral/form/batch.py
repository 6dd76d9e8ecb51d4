"""Many forms in one text: CSV with the fields' paths as headings, or a form on each line (R-10)."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import ValidationError

from referral.form.completeness import POINTERS, CompleteForm, complete, gaps
from referral.form.fields import Form

ROWS = 10_000
WORDS = {"true": True, "false": False}


class Format(StrEnum):
    CSV = "csv"
    JSON_LINES = "jsonl"


@dataclass(frozen=True, kw_only=True)
class RowError:
    """`line` counts from 1, a CSV's heading included."""

    line: int
    field: str
    code: str


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Complete forms by line, and what is wrong with the other lines."""

    forms: list[tuple[int, CompleteForm]]
    errors: list[RowError]


def read_batch(text: str, form: Format) -> Batch:
    """Every bad row is named by line and field; nothing of what a row says is repeated."""
    batch = Batch(forms=[], errors=[])
    for line, row in _csv_rows(text) if form is Format.CSV else _json_rows(text):
        if len(batch.forms) == ROWS:
            batch.errors.append(RowError(line=line, field="#", code="too_many_rows"))
            break
        if isinstance(row, RowError):
            batch.errors.append(row)
        else:
            _add(batch, line, row)
    if not batch.forms and not batch.errors:
        batch.errors.append(RowError(line=1, field="#", code="no_rows"))
    return batch


def _add(batch: Batch, line: int, row: dict[str, Any]) -> None:
    try:
        form = Form.model_validate(row)
    except ValidationError as broken:
        batch.errors.extend(_where_and_why(line, error) for error in broken.errors(include_input=False))
        return
    missing = [RowError(line=line, field=gap["pointer"], code=gap["code"]) for gap in gaps(form)]
    if missing:
        batch.errors.extend(missing)
    else:
        batch.forms.append((line, complete(form)))


def _csv_rows(text: str) -> Iterator[tuple[int, dict[str, Any] | RowError]]:
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    unknown = [name for name in reader.fieldnames or () if _pointer(name) not in POINTERS]
    if unknown or not reader.fieldnames:
        yield 1, RowError(line=1, field="#", code="unknown_heading")
        return
    try:
        for cells in reader:
            if None in cells or None in cells.values():
                yield reader.line_num, RowError(line=reader.line_num, field="#", code="wrong_number_of_cells")
            else:
                yield reader.line_num, _nested(cells)
    except csv.Error:
        yield reader.line_num, RowError(line=reader.line_num, field="#", code="not_csv")


def _json_rows(text: str) -> Iterator[tuple[int, dict[str, Any] | RowError]]:
    for line, one in enumerate(text.splitlines(), start=1):
        if not one.strip():
            continue
        try:
            row = json.loads(one)
        except (ValueError, RecursionError):
            row = None
        yield line, row if isinstance(row, dict) else RowError(line=line, field="#", code="not_json")


def _nested(cells: dict[str, str]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for name, cell in cells.items():
        if cell == "":
            continue
        *parents, last = name.split(".")
        part = row
        for parent in parents:
            part = part.setdefault(parent, {})
        part[last] = WORDS.get(cell, cell)
    return row


def _pointer(heading: str) -> str:
    return "#/" + heading.replace(".", "/")


def _where_and_why(line: int, error: Any) -> RowError:
    pointer = "#/" + "/".join(str(step) for step in error["loc"])
    code = str(error["ctx"]["error"]) if error["type"] == "value_error" else error["type"]
    return RowError(line=line, field=pointer if pointer in POINTERS else "#", code=code)
