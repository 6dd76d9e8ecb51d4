"""Many forms in one text: CSV with the fields' paths as headings, or a form on each line (R-10)."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from pydantic import TypeAdapter, ValidationError

from chassis.http.edge.body import strict_json
from chassis.http.problems import Problem
from referral.form.all_at_once import WholeForm
from referral.form.completeness import IncompleteReferral, complete
from referral.form.fields import POINTERS, Form
from referral.rounds.batch import ERRORS, WHOLE, Batch, RowError
from referral.rounds.read_csv import Rows, csv_rows

ROWS = 10_000
_ROW: TypeAdapter[Form] = TypeAdapter(WholeForm)


class Format(StrEnum):
    CSV = "csv"
    JSON_LINES = "jsonl"


def read_batch(lines: Iterable[str], form: Format) -> Batch:
    """Every bad row is named by line and field; nothing of what a row says is repeated.

    It gives up at the row after the last that a round may have, and once a thousand things are wrong.
    """
    batch = Batch(forms=[], errors=[])
    for line, row in csv_rows(lines) if form is Format.CSV else _json_rows(lines):
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
        form = _ROW.validate_python(row)
    except ValidationError as broken:
        return [_where_and_why(line, error) for error in broken.errors(include_input=False)]
    try:
        batch.forms.append((line, complete(form)))
    except IncompleteReferral as refused:
        return [RowError(line=line, pointer=gap["pointer"], code=gap["code"]) for gap in refused.gaps]
    return []


def _json_rows(lines: Iterable[str]) -> Rows:
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


def _where_and_why(line: int, error: Any) -> RowError:
    code = str(error["ctx"]["error"]) if error["type"] == "value_error" else error["type"]
    return _named(line, "#/" + "/".join(str(step) for step in error["loc"]), code)


def _named(line: int, pointer: str, code: str) -> RowError:
    """An unknown field's name is the caller's text too."""
    return RowError(line=line, pointer=pointer if pointer in POINTERS else WHOLE, code=code)
