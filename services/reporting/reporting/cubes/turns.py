"""When people begin and end to wait for something: sums of cells, from which the days of any day follow."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from reporting.cubes.table import CUBES
from reporting.cubes.waiting import BEGIN, END, WAIT, Cause
from samplan.bus.store.transactions import Row, Transaction


class Turn(NamedTuple):
    """So many people begin, or end (a negative number), to spend their days on something."""

    cause: Cause
    on: date
    people: int
    is_first: bool = False  # not after having waited for something else


def turns_of(tx: Transaction, programme: str, as_of: date) -> tuple[Turn, ...]:
    return turns_in(CUBES.by_day(tx, programme, as_of, WAIT))


def turns_in(rows: Iterable[Row]) -> tuple[Turn, ...]:
    return tuple(
        Turn(
            Cause(row["code"]),
            date.fromisoformat(row["period"]),
            -row["people"] if row["detail"] == END else row["people"],
            is_first=row["detail"] == BEGIN,
        )
        for row in rows
    )


def days_until(turns: Iterable[Turn], day: date) -> int:
    """The days that all of them together have spent by the beginning of a day."""
    return sum(one.people * (day - one.on).days for one in turns if one.on < day)
