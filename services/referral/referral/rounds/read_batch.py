"""Many forms in one text: CSV with the fields' paths as headings, or a form on each line (R-10)."""

import csv
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any

from pydantic import ValidationError

from chassis.http.edge.body import check_plain, strict_json
from chassis.http.problems import Problem
from referral.form.completeness import IncompleteReferral, complete
from referral.form.fields import POINTERS, Form
from referral.rounds.batch import ERRORS, WHOLE, Batch, RowError

ROWS = 10_000
WORDS = {"true": True, "false": False}


class Format(StrEnum):
    CSV = "csv"
    JSON_LINES = "jsonl"


def read_batch(lines: Iterable[str], form: Format) -> Batch:
    """Every bad row is named by line and field; nothing of what a row says is repeated.

    It gives up at the row after the last that a round may have, and once a thousand things are wrong.
    """
    batch = Batch(forms=[], errors=[])
    for line, row in _csv_rows(lines) if form is Format.CSV else _json_rows(lines):
        if len(batch.forms) == ROWS:
            batch.errors.append(RowError(line=line, pointer=WHOLE, code="too_many_rows"))
            break
        batch.errors.extend([row] if isinstance(row, RowError) else _add(batch, line, row))
        if len(batch.errors) >= ERRORS:
            batch.errors[ERRORS:] = [RowError(line=line, pointer=WHOLE, code="too_many_errors")]
            break
    if not batch.forms and not batch.errors:
        batch.errors.append(RowError(line=1, pointer=WHOLE, code="no_rows"))
    return batch


def _add(batch: Batch, line: int, row: dict[str, Any]) -> list[RowError]:
    """What is wrong with the row; else it is one more form of the batch."""
    try:
        form = Form.model_validate(row)
    except ValidationError as broken:
        return [_where_and_why(line, error) for error in broken.errors(include_input=False)]
    try:
        batch.forms.append((line, complete(form)))
    except IncompleteReferral as refused:
        return [RowError(line=line, pointer=gap["pointer"], code=gap["code"]) for gap in refused.gaps]
    return []


def _csv_rows(lines: Iterable[str]) -> Iterator[tuple[int, dict[str, Any] | RowError]]:
    reader = csv.DictReader(lines, strict=True)
    try:
        unknown = [name for name in reader.fieldnames or () if _pointer(name) not in POINTERS]
        if unknown or not reader.fieldnames:
            yield 1, RowError(line=1, pointer=WHOLE, code="unknown_heading")
            return
        for cells in reader:
            yield reader.line_num, _row(reader.line_num, cells)
    except csv.Error:
        line = reader.reader.line_num
        yield line, RowError(line=line, pointer=WHOLE, code="not_csv")


def _row(line: int, cells: dict[str, str]) -> dict[str, Any] | RowError:
    if None in cells or None in cells.values():
        return RowError(line=line, pointer=WHOLE, code="wrong_number_of_cells")
    for name, cell in cells.items():
        try:
            check_plain(cell, _pointer(name))
        except Problem as problem:
            return RowError(line=line, pointer=_pointer(name), code=problem.code)
    return _nested(cells)


def _json_rows(lines: Iterable[str]) -> Iterator[tuple[int, dict[str, Any] | RowError]]:
    for line, one in enumerate(lines, start=1):
        if not one.strip():
            continue
        try:
            row = strict_json(one)
        except Problem as problem:
            pointer = problem.errors[0]["pointer"] if problem.errors else WHOLE
            yield line, _named(line, pointer, problem.code)
        else:
            yield line, row if isinstance(row, dict) else RowError(line=line, pointer=WHOLE, code="not_json")


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
    code = str(error["ctx"]["error"]) if error["type"] == "value_error" else error["type"]
    return _named(line, "#/" + "/".join(str(step) for step in error["loc"]), code)


def _named(line: int, pointer: str, code: str) -> RowError:
    """An unknown field's name is the caller's text too."""
    return RowError(line=line, pointer=pointer if pointer in POINTERS else WHOLE, code=code)
