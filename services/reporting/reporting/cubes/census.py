"""Exact numbers of people in each part of one programme. Only `disclosure_control` may show them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from chassis.settings.programmes import Programme
from reporting.cubes.table import CUBES
from reporting.journeys.journey import EXIT
from reporting.programmes.definitions import Groups
from samplan.bus.store.transactions import Row, Transaction

Key = tuple[str, ...]
"""Names a set of people: ("reached", "plan"), ("exit", "to_work", "work_subsidised"), ("agency", "fk")."""


class People(NamedTuple):
    women: int = 0
    men: int = 0
    unknown: int = 0  # not known before enrolment

    @property
    def total(self) -> int:
        return self.women + self.men + self.unknown

    def plus(self, other: People) -> People:
        return People(self.women + other.women, self.men + other.men, self.unknown + other.unknown)


NO_PEOPLE = People()


@dataclass(frozen=True)
class Census:
    programme: Programme
    as_of: date
    people: Mapping[Key, People]
    days: Mapping[Key, Mapping[int, int]]  # ("days", step): how many people took so many days

    def under(self, *prefix: str) -> list[Key]:
        """The keys one longer than the prefix, in order."""
        size = len(prefix)
        return sorted(key for key in self.people if len(key) == size + 1 and key[:size] == prefix)

    def of(self, *key: str) -> People:
        return self.people.get(key, NO_PEOPLE)


def take_census(tx: Transaction, programme: Programme, as_of: date) -> Census:
    """How a programme was at the end of a day."""
    return tally(programme, as_of, CUBES.of_programme(tx, programme.id, as_of))


def tally(programme: Programme, as_of: date, rows: Iterable[Row]) -> Census:
    """The census that a programme's cubes add up to."""
    groups = Groups(programme)
    people: dict[Key, list[int]] = defaultdict(lambda: [0, 0, 0])
    days: dict[Key, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        if row["measure"] == "days":
            days["days", row["code"]][int(row["detail"])] += row["people"]
        column = _COLUMNS[row["sex"]]
        for key in _keys(groups, row, as_of.isoformat()):
            people[key][column] += row["people"]
    return Census(programme, as_of, {key: People(*counts) for key, counts in people.items()}, days)


_COLUMNS = {"woman": 0, "man": 1, "": 2}


def _keys(groups: Groups, row: Row, as_of: str) -> Iterable[Key]:
    """Every set that the people of a cube's row belong to."""
    code, detail, period = row["code"], row["detail"], row["period"]
    match row["measure"]:
        case "reached" | "visit" as measure:
            return [(measure, code)]
        case "left":
            return [("left", code, detail)]
        case "enrolled":
            return [
                ("participants",),
                *_dated("enrolled", period),
                ("income", code),
                ("agency", row["agency"]),
            ]
        case "plan" if code == "overdue":
            return [("due",)] if not detail or detail > as_of else []
        case "plan":
            return _plan_keys(code, detail)
        case "exit":
            group = groups.of(code, period)
            side = "other" if group == "other" else "counted"
            by_class = [(EXIT, group, code)] if group == "other" else [(EXIT, group), (EXIT, group, code)]
            return [(EXIT,), *by_class, (side,), *_dated(side, period)]
        case _:
            return []


def _plan_keys(outcome: str, days: str) -> list[Key]:
    return [("due",), ("agreed",), ("agreed", outcome), ("agreed", outcome, str(first_day(int(days))))]


def _dated(name: str, day: str) -> list[Key]:
    return [(name, day[:4]), (name, day[:4], day[:7])]


BIN = 10
LAST_BIN = 121


def first_day(days: int) -> int:
    """The first day of the bin: 0–10, 11–20, … 111–120, 121 and later."""
    return 0 if days <= BIN else min(LAST_BIN, (days - 1) // BIN * BIN + 1)
