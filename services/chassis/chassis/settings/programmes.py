"""Rules as data: one TOML file per programme. Each section is a list of rows, each valid from a date.

A service registers a model for each section that it reads; these sections are validated at start. The other
sections belong to other services.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

ALIKE = 0.8
"""A section name at least this similar to a registered one is refused as a misspelling of it."""


class Row(BaseModel):
    """The fields of every dated rule. A subclass names its `SECTION` and adds fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
    SECTION: ClassVar[str]

    id: str | None = None
    valid_from: date
    valid_until: date | None = None
    reason: str
    approved_by: str

    def holds_on(self, on: date) -> bool:
        """Whether the row is valid on the day; the first and last day are included."""
        return self.valid_from <= on and (self.valid_until is None or on <= self.valid_until)


R = TypeVar("R", bound=Row)
M = TypeVar("M", bound=BaseModel)


class BadProgramme(Exception):
    """A programme file is invalid. The message names file, line and field."""

    def __init__(self, file: Path, line: int | None, fault: str) -> None:
        super().__init__(f"{file}{f':{line}' if line else ''}: {fault}")


class Head(BaseModel):
    """The fields above the sections of a programme's file."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    id: str
    name: dict[str, str]
    runs_from: date
    runs_until: date | None = None
    agencies: frozenset[str]


@dataclass(frozen=True)
class Programme:
    """One programme: its head, and the rows of the registered sections."""

    head: Head
    rows: Mapping[type[Row], Sequence[Row]]

    @property
    def id(self) -> str:
        return self.head.id

    def runs_on(self, on: date) -> bool:
        return self.head.runs_from <= on and (self.head.runs_until is None or on <= self.head.runs_until)

    def history(self, model: type[R], *, of: str | None = None) -> tuple[R, ...]:
        """Every row of a section with the id `of`, oldest first."""
        return tuple(row for row in self.rows[model] if isinstance(row, model) and row.id == of)

    def in_force(self, model: type[R], on: date, *, of: str | None = None) -> R | None:
        """The row that applies on the day: of the valid rows, the one with the latest start."""
        valid = [row for row in self.history(model, of=of) if row.holds_on(on)]
        return valid[-1] if valid else None


class Programmes(Mapping[str, Programme]):
    """All programmes by id."""

    def __init__(self, programmes: Iterable[Programme]) -> None:
        self._by_id = {programme.id: programme for programme in programmes}

    def __getitem__(self, programme: str) -> Programme:
        return self._by_id[programme]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)


def load_programmes(directory: Path, *models: type[Row]) -> Programmes:
    """Read every programme in the directory, with the sections of the given models.

    Other sections are ignored. Raises `BadProgramme` for the first invalid file.
    """
    files = sorted(directory.glob("*.toml"))
    if not files:
        raise BadProgramme(directory, None, "no programme here")
    return Programmes(_programme(file, _text(file), models) for file in files)


def read_toml(file: Path) -> Mapping[str, Any]:
    """The file's content; raises `BadProgramme` with the line of a syntax error."""
    return _parsed_toml(file, _text(file))


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, ValueError) as fault:
        raise BadProgramme(file, None, str(fault)) from fault


@cache
def _parsed_toml(file: Path, text: str) -> Mapping[str, Any]:
    """Cached: several parts of a service read the same file."""
    try:
        return tomllib.loads(text)
    except ValueError as fault:
        raise BadProgramme(file, None, str(fault)) from fault


def read_rows(file: Path, content: Mapping[str, Any], model: type[R]) -> tuple[R, ...]:
    """The section's rows, oldest first. Raises `BadProgramme` if a row is invalid or repeats a date."""
    rows = tuple(_parsed(file, model, raw, place) for place, raw in enumerate(content.get(model.SECTION, ())))
    seen: set[tuple[str | None, date]] = set()
    for place, row in enumerate(rows):
        if row.valid_until is not None and row.valid_until < row.valid_from:
            line = _line_of(file, model.SECTION, place, "valid_until")
            raise BadProgramme(file, line, f"{model.SECTION}.{place}.valid_until: ends before it begins")
        if (row.id, row.valid_from) in seen:
            line = _line_of(file, model.SECTION, place, "valid_from")
            raise BadProgramme(file, line, f"{model.SECTION}.{place}.valid_from: stated twice")
        seen.add((row.id, row.valid_from))
    return tuple(sorted(rows, key=lambda row: row.valid_from))


@cache
def _programme(file: Path, text: str, models: tuple[type[Row], ...]) -> Programme:
    """Cached: several parts of a service read the same rows."""
    content = _parsed_toml(file, text)
    own = {model.SECTION for model in models}
    others = {key for key, value in content.items() if _is_section(value)} - own
    _refuse_misspelt(file, others, own)
    head = {key: value for key, value in content.items() if key not in own | others}
    programme = Programme(
        head=_parsed(file, Head, head, None),
        rows={model: read_rows(file, content, model) for model in models},
    )
    if programme.id != file.stem:
        raise BadProgramme(file, _line_of(file, None, 0, "id"), "id: differs from the file's name")
    return programme


def _is_section(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(row, dict) for row in value)


def _refuse_misspelt(file: Path, others: Iterable[str], own: Collection[str]) -> None:
    """No service would read a misspelt section: its rules would silently not apply."""
    for name in others:
        if meant := get_close_matches(name, own, n=1, cutoff=ALIKE):
            raise BadProgramme(file, _line_of(file, None, 0, name), f"{name}: is it {meant[0]}?")


def _parsed(file: Path, model: type[M], raw: object, place: int | None) -> M:
    """Validate as JSON: types are exact, but a list may become a tuple and a string a code."""
    section: str | None = getattr(model, "SECTION", None)
    try:
        return model.model_validate_json(json.dumps(raw, default=_iso), strict=True)
    except ValidationError as broken:
        first = broken.errors(include_input=False)[0]
        path = [str(step) for step in first["loc"]]
        where = ".".join([*([section, str(place)] if section else []), *path])
        line = _line_of(file, section, place or 0, path[-1] if path else "")
        raise BadProgramme(file, line, f"{where}: {first['msg']}") from broken


def _iso(value: date | time) -> str:
    return value.isoformat()


def _line_of(file: Path, section: str | None, place: int, key: str) -> int | None:
    """The line of a key in the n:th table of a section; the table's line if the key is missing."""
    wanted = re.compile(rf"\s*{re.escape(key)}\s*=|\s*\[+({section}\.)?{re.escape(key)}\]")
    begins, seen, header = section is None, -1, None
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if section and line.strip() == f"[[{section}]]":
            seen += 1
            begins = seen == place
            header = number if begins else header
        if begins and wanted.match(line):
            return number
    return header
