"""An extract as persons: one for each number, and only a count of those without."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import msgspec

from samplan.reconciliation.extract.cells import read_day, read_month, read_number, tidy
from samplan.reconciliation.extract.mapping import Mapping, Unit
from samplan.reconciliation.extract.tables import Line, read_lines
from samplan.reconciliation.refusal import Refused

MOST_FAULTS_SHOWN = 20

Value = TypeVar("Value")


class Row(msgspec.Struct, frozen=True):
    """A row as read. `number` is empty for an anonymous participant, who may have an alias here."""

    row: int
    number: str
    alias: str
    in_date: date | None
    out_date: date | None
    reason: str
    intervention: str
    month: date | None
    sent_on: date | None
    is_protected: bool
    is_wrong: bool
    is_retained: bool


class Person(msgspec.Struct, frozen=True):
    """What a register says of a person, over all of their rows. `last_day` is None while a row is open."""

    number: str
    times: int
    first_day: date | None
    last_day: date | None
    reason: str
    is_retained: bool
    later_months_not_sent: bool
    rows: tuple[int, ...]


class Register(msgspec.Struct, frozen=True):
    name: str
    people: dict[str, Person]
    anonymous: tuple[date | None, ...]
    protected: frozenset[str]
    wrong: tuple[Row, ...]
    rows: tuple[Row, ...]


def read_register(file: Path, mapping: Mapping, first: date, last: date) -> Register:
    """An extract as of the last day, without what ended before the first. Raises Refused: each bad row."""
    faults: list[str] = []
    rows: list[Row] = []
    for line in read_lines(file, mapping):
        try:
            rows.append(_Reader(mapping, line, last).row())
        except _Unreadable as fault:
            faults.append(f"{file.name}: row {line.row}: {fault}")
    if faults:
        more = len(faults) - MOST_FAULTS_SHOWN
        raise Refused(
            "\n".join(faults[:MOST_FAULTS_SHOWN]) + (f"\n… and {more} more rows" if more > 0 else "")
        )
    within = [as_of(row, last) for row in rows if _is_within(row, first, last)]
    return register_of(mapping.register, mapping.unit, within)


def as_of(row: Row, last: date) -> Row:
    """A person who leaves after the period is in the register at its end."""
    if row.out_date and row.out_date > last:
        return msgspec.structs.replace(row, out_date=None, reason="")
    return row


def _is_within(row: Row, first: date, last: date) -> bool:
    begins = row.in_date or row.month or first
    return begins <= last and (row.out_date or last) >= first


def register_of(name: str, unit: Unit, rows: Iterable[Row]) -> Register:
    """Protected identities and wrong registrations are not compared."""
    rows = tuple(rows)
    protected = frozenset(row.number for row in rows if row.number and row.is_protected)
    by_number: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.number and row.number not in protected and not row.is_wrong:
            by_number[row.number].append(row)
    return Register(
        name=name,
        people={number: _person(number, unit, of) for number, of in by_number.items()},
        anonymous=tuple(row.in_date for row in _anonymous(rows)),
        protected=protected,
        wrong=tuple(row for row in rows if row.number and row.is_wrong and row.number not in protected),
        rows=rows,
    )


def _anonymous(rows: Iterable[Row]) -> Iterable[Row]:
    """One row for each alias, and each row without one."""
    return {row.alias or row.row: row for row in rows if not row.number and not row.is_wrong}.values()


def _person(number: str, unit: Unit, rows: list[Row]) -> Person:
    latest = _participations(unit, rows)
    last = max(latest, key=lambda row: (row.out_date or date.max, row.row))
    starts = [row.in_date for row in latest if row.in_date]
    return Person(
        number=number,
        times=len(latest),
        first_day=min(starts, default=None),
        last_day=last.out_date,
        reason=last.reason,
        is_retained=last.is_retained,
        later_months_not_sent=_has_older_after_newer(rows),
        rows=tuple(row.row for row in rows),
    )


def _participations(unit: Unit, rows: list[Row]) -> list[Row]:
    """A later row corrects an earlier one about the same participation, as an out-date typed again."""
    if unit is not Unit.PARTICIPATION:
        return [max(rows, key=lambda row: (row.month or date.min, row.sent_on or date.min, row.row))]
    return list({(row.intervention, row.in_date): row for row in rows}.values())


def _has_older_after_newer(rows: list[Row]) -> bool:
    """Whether a month was sent after those that follow it: a corrected month needs all later ones again."""
    sent: dict[date, date] = {}
    for row in rows:
        if row.month and row.sent_on:
            sent[row.month] = max(row.sent_on, sent.get(row.month, row.sent_on))
    days = [day for _, day in sorted(sent.items())]
    return any(earlier > later for earlier, later in pairwise(days))


class _Unreadable(Exception):
    """A cell cannot be read; the text names the column and never the cell's content."""


class _Reader:
    """One line through the columns of a mapping."""

    def __init__(self, mapping: Mapping, line: Line, on: date) -> None:
        self._mapping, self._line, self._on = mapping, line, on

    def row(self) -> Row:
        columns, mapping = self._mapping.columns, self._mapping
        reason = self._cell(columns.reason)
        is_wrong = reason in mapping.wrong
        return Row(
            row=self._line.row,
            number="" if self._is_anonymous else self._read(columns.number, self._number),
            alias=self._cell(columns.number) if self._is_anonymous else "",
            in_date=self._read(columns.in_date, read_day),
            out_date=self._read(columns.out_date, read_day),
            reason="" if is_wrong else self._read(columns.reason, lambda cell: mapping.reason(tidy(cell))),
            intervention=self._cell(columns.intervention),
            month=self._read(columns.month, read_month),
            sent_on=self._read(columns.sent_on, read_day),
            is_protected=self._cell(columns.protected) in mapping.protected,
            is_wrong=is_wrong,
            is_retained=self._cell(columns.status) in mapping.retained,
        )

    @property
    def _is_anonymous(self) -> bool:
        text = self._cell(self._mapping.columns.number)
        return not text or bool(self._mapping.anonymous and re.fullmatch(self._mapping.anonymous, text))

    def _number(self, cell: str) -> str:
        return read_number(cell, self._on).digits

    def _cell(self, heading: str) -> str:
        return tidy(self._line.cells.get(heading, "")) if heading else ""

    def _read(self, heading: str, read: Callable[[str], Value]) -> Value:
        try:
            return read(self._line.cells.get(heading, "") if heading else "")
        except ValueError as error:
            raise _Unreadable(f"column {heading!r}: {_without_content(error)}") from None


def _without_content(error: ValueError) -> str:
    """The library's own messages may repeat the cell."""
    return str(error) if str(error) in KNOWN_FAULTS or hasattr(error, "fault") else "no date"


KNOWN_FAULTS = {"no date", "an exit reason that is not in [reasons]"}
