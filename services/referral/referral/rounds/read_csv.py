"""Rows of CSV as Swedish spreadsheets write it: their delimiters, their words for yes and no (R-10)."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any

from chassis.http.edge.body import check_plain
from chassis.http.problems import Problem
from referral.form.fields import BOOLEANS, POINTERS
from referral.rounds.batch import WHOLE, RowError

DELIMITERS = ",;\t"
WORDS = {"true": True, "sant": True, "false": False, "falskt": False}
"""What spreadsheets write for a Boolean, in lower case."""

Rows = Iterator[tuple[int, dict[str, Any] | RowError]]


def csv_rows(lines: Iterable[str]) -> Rows:
    """Line and row. Blank rows are skipped, and blank columns without a heading."""
    rest, before, delimiter = _opened(iter(lines))
    reader = csv.reader(rest, delimiter=delimiter, strict=True)
    try:
        headings = _headings(next(reader, []))
        if isinstance(headings, RowError):
            yield 1 + before, replace(headings, line=1 + before)
            return
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num + before, _row(reader.line_num + before, headings, cells)
    except csv.Error:
        line = reader.line_num + before
        yield line, RowError(line=line, pointer=WHOLE, code="not_csv")


def _opened(lines: Iterator[str]) -> tuple[Iterator[str], int, str]:
    """The lines from the headings on, the lines before them, and the delimiter.

    A spreadsheet may name the delimiter in a first line, `sep=;`. No heading contains a delimiter.
    """
    first = next(lines, "")
    named = first.strip().strip('"').lower()
    if named.startswith("sep=") and len(named) <= len("sep=;"):
        return lines, 1, first.strip().strip('"')[4:] or "\t"
    return chain([first], lines), 0, max(DELIMITERS, key=first.count)


def _headings(cells: list[str]) -> list[str] | RowError:
    names = [cell.strip() for cell in cells]
    known = [name for name in names if name]
    if not known or any(_pointer(name) not in POINTERS for name in known):
        return RowError(line=1, pointer=WHOLE, code="unknown_heading")
    twice = [name for name, count in Counter(known).items() if count > 1]
    if twice:
        return RowError(line=1, pointer=_pointer(twice[0]), code="heading_twice")
    return names


def _row(line: int, headings: list[str], cells: list[str]) -> dict[str, Any] | RowError:
    pairs = list(zip(headings, cells, strict=False))
    named = {name: cell for name, cell in pairs if name}
    if len(cells) != len(headings) or any(cell.strip() for name, cell in pairs if not name):
        return RowError(line=line, pointer=WHOLE, code="wrong_number_of_cells")
    for name, cell in named.items():
        try:
            check_plain(cell, _pointer(name))
        except Problem as problem:
            return RowError(line=line, pointer=_pointer(name), code=problem.code)
    return _nested(named)


def _nested(cells: Mapping[str, str]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for name, cell in cells.items():
        if not cell.strip():
            continue
        *parents, last = name.split(".")
        part = row
        for parent in parents:
            part = part.setdefault(parent, {})
        part[last] = _typed(name, cell)
    return row


def _typed(name: str, cell: str) -> str | bool:
    """The field decides the type of a cell: the word `true` in a text field stays text."""
    return WORDS.get(cell.strip().lower(), cell) if _pointer(name) in BOOLEANS else cell


def _pointer(heading: str) -> str:
    return "#/" + heading.replace(".", "/")
