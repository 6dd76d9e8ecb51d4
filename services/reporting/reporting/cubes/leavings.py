"""What is known of the people who have left a programme: sums of the cells of their exits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from chassis.settings.calendar import months_after
from chassis.settings.programmes import Programme
from reporting.answers.answer import BySex
from reporting.cubes.after_exit import FOLLOWED_UP, GONE, RETURNED, STEP, SUPPORT, WATCHED, YEAR, whole_months
from reporting.cubes.table import CUBES
from reporting.programmes.follow_up import EndingRule
from samplan.bus.store.transactions import Row, Transaction


class Leaving(NamedTuple):
    """So many people of one sex. `code` and `detail`: as in `after_exit`."""

    sex: str
    code: str
    detail: str
    people: int


class Watched(NamedTuple):
    """So many former participants of one sex, followed for whole months: a year, or until they returned."""

    sex: str
    months: int
    has_returned: bool
    people: int


def people_by_sex(some: Iterable[Leaving]) -> BySex:
    number: Counter[str] = Counter()
    for one in some:
        number[one.sex] += one.people
    return BySex(women=number["woman"], men=number["man"], total=number.total())


@dataclass(frozen=True, kw_only=True)
class Leavings:
    """As it was at the end of a day. `due`: those whose follow-up was due, by exit class."""

    support: Sequence[Leaving] = ()
    steps: Sequence[Leaving] = ()
    followed_up: Sequence[Leaving] = ()
    due: Sequence[Leaving] = ()
    follow_up_months: int | None = None  # None without a rule
    watched: Sequence[Watched] = ()


NO_LEAVINGS = Leavings()


def leavings_of(tx: Transaction, programme: Programme, as_of: date) -> Leavings:
    rule = programme.in_force(EndingRule, as_of)
    months = rule.follow_up_months if rule else None
    rows = CUBES.summed(tx, programme.id, as_of, (SUPPORT, STEP, FOLLOWED_UP))
    due = CUBES.summed(tx, programme.id, months_after(as_of, -months), ("exit",)) if months else []
    return Leavings(
        support=_of(rows, SUPPORT),
        steps=_of(rows, STEP),
        followed_up=_of(rows, FOLLOWED_UP),
        due=[one for one in _of(due, "exit") if one.code not in GONE],
        follow_up_months=months,
        watched=[*_watched(tx, programme, as_of)],
    )


def _of(rows: Iterable[Row], measure: str) -> list[Leaving]:
    return [
        Leaving(row["sex"], row["code"], row["detail"], row["people"])
        for row in rows
        if row["measure"] == measure
    ]


def _watched(tx: Transaction, programme: Programme, as_of: date) -> Iterator[Watched]:
    """Those who returned leave the others, and end on the month of their return."""
    people: Counter[tuple[str, int, bool]] = Counter()
    ends = [months_after(as_of, -months) for months in range(YEAR, 0, -1)]
    for row in CUBES.by_age(tx, programme.id, as_of, WATCHED, ends):
        people[row["sex"], min(int(row["code"]), row["age"]), False] += row["people"]
    for row in CUBES.dated(tx, programme.id, as_of, (RETURNED,)):
        left_on, returned_on = (date.fromisoformat(row[name]) for name in ("detail", "period"))
        if (months := whole_months(left_on, returned_on)) < YEAR:
            watched = min(int(row["code"]), whole_months(left_on, as_of))
            people[row["sex"], watched, False] -= row["people"]
            people[row["sex"], months, True] += row["people"]
    return (Watched(*key, number) for key, number in sorted(people.items()) if number)
