"""People by the day from which they count: any past day is a sum."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from operator import attrgetter
from typing import NamedTuple

from reporting.cubes.census import People
from reporting.programmes.indicators import Dimension

_COLUMNS = {"woman": 0, "man": 1, "": 2}


class Entry(NamedTuple):
    """So many people count from a day on; those of a negative number no longer do."""

    day: str
    sex: str  # "" where it is not known
    agency: str
    income_support: str  # of enrolments alone
    people: int
    age_group: str = ""


CodeOf = Callable[[Entry], str]


def code_in(dimension: Dimension, municipality_of: Mapping[str, str]) -> CodeOf:
    """Which part of the dimension an entry is in; the municipality is that of its agency, "" for none."""
    match dimension:
        case Dimension.MUNICIPALITY:
            return lambda entry: municipality_of.get(entry.agency, "")
        case Dimension.AGENCY | Dimension.INCOME_SUPPORT | Dimension.AGE_GROUP:
            return attrgetter(dimension)


@dataclass(frozen=True)
class Tally:
    """Everything that one part of an indicator counts."""

    entries: Sequence[Entry]

    def until(self, day: date) -> People:
        """At the end of the day."""
        return self.at([day])[0]

    def at(self, days: Sequence[date]) -> list[People]:
        """At the end of each of the days, which are in order."""
        ends = [day.isoformat() for day in days]
        added = [[0] * (len(ends) + 1) for _ in _COLUMNS]
        for entry in self.entries:
            added[_COLUMNS[entry.sex]][bisect_left(ends, entry.day)] += entry.people
        sums = [list(accumulate(column[: len(ends)])) for column in added]
        return [People(*counts) for counts in zip(*sums, strict=True)]

    def by(self, code_of: CodeOf) -> Mapping[str, Tally]:
        """Its parts by code."""
        parts: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            parts[code_of(entry)].append(entry)
        return {code: Tally(entries) for code, entries in parts.items()}
