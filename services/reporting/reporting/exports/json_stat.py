"""JSON-stat 2.0 (json-stat.org/full): a cube of the numbers, which statistical tools read.

Its dimensions are the columns that name a row, and the measure: the columns of numbers. Texts, dates and
yes-or-no are in the other formats.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from reporting.answers.answer import Withheld
from reporting.answers.table import Table, Value
from reporting.exports.about import MADE_UP, WITHHELD, About

MEASURE = "measure"
NOT_STATED = "_Z"  # SDMX's code for "not applicable"


def as_json_stat(table: Table, about: About) -> bytes:
    codes = {name: _codes(line.key.get(name) for line in table.lines) for name in table.keys}
    codes[MEASURE] = [name for name in table.columns if _is_measured(table, name)]
    cells = _cells(table, codes)
    document = {
        "version": "2.0",
        "class": "dataset",
        "label": about.title,
        "source": about.origin.source,
        "updated": about.known_on and about.known_on.isoformat(),
        "id": list(codes),
        "size": [len(each) for each in codes.values()],
        "role": {"metric": [MEASURE]},
        "dimension": {name: _dimension(name, each) for name, each in codes.items()},
        "value": {at: None if cell == Withheld.WITHHELD else cell for at, cell in cells.items()},
        "status": {at: cell for at, cell in cells.items() if cell == Withheld.WITHHELD},
        "note": [text for text in (about.definition, MADE_UP if about.origin.fictitious else "") if text],
        "extension": _extension(about),
    }
    return json.dumps(document, ensure_ascii=False).encode()


def _codes(values: Iterable[Value]) -> list[str]:
    return list(dict.fromkeys(map(_code, values)))


def _code(value: Value) -> str:
    return NOT_STATED if value is None else str(value)


def _is_measured(table: Table, name: str) -> bool:
    return any(_is_number(line.cells.get(name)) for line in table.lines)


def _is_number(value: Value) -> bool:
    """A withheld number is one."""
    return isinstance(value, int | float | Withheld) and not isinstance(value, bool)


def _dimension(name: str, codes: Sequence[str]) -> dict[str, Any]:
    labels = {code: "–" if code == NOT_STATED else code for code in codes}
    return {"label": name, "category": {"index": codes, "label": labels}}


def _cells(table: Table, codes: Mapping[str, Sequence[str]]) -> dict[str, Value]:
    """What is stated, by its place in the cube: row by row, the last dimension varies fastest."""
    places = {name: {code: place for place, code in enumerate(each)} for name, each in codes.items()}
    found = {}
    for line in table.lines:
        row = 0
        for name in table.keys:
            row = row * len(codes[name]) + places[name][_code(line.key.get(name))]
        for place, name in enumerate(codes[MEASURE]):
            if line.cells.get(name) is not None:
                found[str(row * len(codes[MEASURE]) + place)] = line.cells[name]
    return found


def _extension(about: About) -> dict[str, Any]:
    return {
        "programme": about.programme,
        "figure": about.figure,
        "asOf": about.as_of.isoformat(),
        "lastFact": about.last_fact,
        "fictitious": about.origin.fictitious,
        "status": {"label": {Withheld.WITHHELD: WITHHELD}},
        "published": about.status,
    }
