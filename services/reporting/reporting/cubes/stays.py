"""How long the people of a programme stay, by the day of their enrolment: what cohorts are made of."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import NamedTuple

from chassis.settings.programmes import Programme
from reporting.cubes.table import CUBES
from reporting.programmes.definitions import Groups
from samplan.bus.store.transactions import Transaction


class Stays(NamedTuple):
    """So many people of one sex who were enrolled on a day, and have left on another or are still inside."""

    sex: str  # woman, man
    enrolled_on: date
    left_on: date | None
    is_counted: bool  # to work or studies, by the definition in force on the day of the exit
    people: int


def stays_of(tx: Transaction, programme: Programme, as_of: date) -> tuple[Stays, ...]:
    """As it was at the end of a day, in order."""
    groups = Groups(programme)
    inside: Counter[tuple[str, str]] = Counter()
    left: list[Stays] = []
    for row in CUBES.entries_and_exits(tx, programme.id, as_of):
        if row["measure"] == "enrolled":
            inside[row["sex"], row["period"]] += row["people"]
            continue
        inside[row["sex"], row["detail"]] -= row["people"]
        enrolled_on, left_on = date.fromisoformat(row["detail"]), date.fromisoformat(row["period"])
        is_counted = groups.of(row["code"], row["period"]) != "other"
        left.append(Stays(row["sex"], enrolled_on, left_on, is_counted, row["people"]))
    still = (
        Stays(sex, date.fromisoformat(on), None, is_counted=False, people=people)
        for (sex, on), people in inside.items()
        if people
    )
    return tuple(sorted([*left, *still], key=lambda one: (one.enrolled_on, one.sex, one.left_on or date.max)))
