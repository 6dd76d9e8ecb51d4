"""How many people an indicator counts: its definitions applied to the dated cells of a programme (T-02).

The one engine of all indicators. A cell adds its people on its day; an overdue plan leaves again on the day
in its detail. So the people of any day are a sum, and a figure of a past day knows nothing of what came
later.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from chassis.settings.programmes import Programme
from reporting.cubes.census import NO_PEOPLE, People
from reporting.cubes.contribution import Cell
from reporting.cubes.table import CUBES
from reporting.programmes.indicators import Indicator
from reporting.programmes.vocabulary import Counted, What
from samplan.bus.store.transactions import Transaction


class Counts(NamedTuple):
    """A cell and its people."""

    cell: Cell
    people: int


class Entry(NamedTuple):
    """So many people count from a day on; those of a negative number no longer do."""

    day: str
    sex: str  # "" where it is not known
    agency: str
    income_support: str  # of enrolments alone
    people: int


Judge = Callable[[str], Counted | None]
"""What counts on a day, YYYY-MM-DD."""

PartOf = Callable[[Indicator], Counted | None]


def numerator_of(indicator: Indicator) -> Counted:
    return indicator.numerator


def denominator_of(indicator: Indicator) -> Counted | None:
    return indicator.denominator


def by_day(rows: Sequence[Indicator], part: PartOf) -> Judge:
    """By the version in force on the day; the rows are oldest first."""
    latest_first = [(row.valid_from.isoformat(), row) for row in reversed(rows)]

    @cache
    def judge(day: str) -> Counted | None:
        held = (row for since, row in latest_first if since <= day and row.holds_on(date.fromisoformat(day)))
        return next((part(row) for row in held), None)

    return judge


def alone(row: Indicator, part: PartOf) -> Judge:
    """By one version, whatever the day."""
    counted = part(row)
    return lambda _day: counted


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
        added = [NO_PEOPLE] * (len(ends) + 1)
        for entry in self.entries:
            place = bisect_left(ends, entry.day)
            added[place] = added[place].plus(_people(entry))
        sums = [NO_PEOPLE]
        for people in added[:-1]:
            sums.append(people.plus(sums[-1]))
        return sums[1:]

    def only(self, keep: Callable[[Entry], bool]) -> Tally:
        return Tally([entry for entry in self.entries if keep(entry)])


def cells_of(tx: Transaction, programme: Programme, as_of: date) -> tuple[Counts, ...]:
    """The cells up to a day that some indicator of the programme counts."""
    indicators = [row for row in programme.rows[Indicator] if isinstance(row, Indicator)]
    parts = (part for row in indicators for part in (row.numerator, row.denominator) if part)
    measures = sorted({_measure(part) for part in parts})
    rows = CUBES.dated(tx, programme.id, as_of, measures)
    return tuple(Counts(Cell(*(row[name] for name in Cell._fields)), row["people"]) for row in rows)


def tally_of(cells: Iterable[Counts], judge: Judge) -> Tally:
    """Each cell is judged by what counts on its own day."""
    return Tally(
        [
            entry
            for cell, people in cells
            if (counted := judge(cell.period)) and _is_counted(counted, cell)
            for entry in _entries(counted, cell, people)
        ]
    )


def _measure(counted: Counted) -> str:
    match counted.counts:
        case What.ENROLLED:
            return "enrolled"
        case What.PLANS | What.DUE_PLANS:
            return "plan"
        case What.EXITS:
            return "stay" if counted.needs_stay else "exit"
        case What.STUDY_VISITS:
            return "visit"
        case _:
            return "reached"


def _is_counted(counted: Counted, cell: Cell) -> bool:
    return (
        cell.measure == _measure(counted)
        and (not counted.sexes or cell.sex in counted.sexes)
        and (not counted.agencies or cell.agency in counted.agencies)
        and _has_code(counted, cell)
        and (counted.within_days is None or _days(cell) <= counted.within_days)
    )


def _has_code(counted: Counted, cell: Cell) -> bool:
    match counted.counts:
        case What.ENROLLED:
            return not counted.income_support or cell.code in counted.income_support
        case What.PLANS:
            return cell.code == "within" or (cell.code == "late" and not counted.in_time)
        case What.DUE_PLANS:
            return True
        case What.EXITS:
            is_kind = not counted.kinds or cell.detail in counted.kinds
            return is_kind and (not counted.exits or cell.code in counted.exits)
        case What.STUDY_VISITS:
            return cell.code == "started"
        case step:
            return cell.code == step


def _days(cell: Cell) -> int:
    """Since the enrolment."""
    if cell.measure == "stay":
        return (date.fromisoformat(cell.period) - date.fromisoformat(cell.detail)).days
    return int(cell.detail)


def _entries(counted: Counted, cell: Cell, people: int) -> Iterator[Entry]:
    income_support = cell.code if cell.measure == "enrolled" else ""
    entry = Entry(_first_day(counted, cell), cell.sex, cell.agency, income_support, people)
    yield entry
    if cell.measure == "plan" and cell.code == "overdue" and cell.detail:
        yield entry._replace(day=cell.detail, people=-people)


def _first_day(counted: Counted, cell: Cell) -> str:
    """Not before everybody who was enrolled on the same day has been followed for as long."""
    if counted.followed_days is None:
        return cell.period
    enrolled_on = date.fromisoformat(cell.detail if cell.measure == "stay" else cell.period)
    return max(cell.period, (enrolled_on + timedelta(days=counted.followed_days)).isoformat())


def _people(entry: Entry) -> People:
    match entry.sex:
        case "woman":
            return People(women=entry.people)
        case "man":
            return People(men=entry.people)
        case _:
            return People(unknown=entry.people)
