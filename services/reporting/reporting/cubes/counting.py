"""How many people an indicator counts: its definitions applied to the dated cells of a programme (T-02).

The one engine of all indicators. A cell adds its people on its day; an overdue plan leaves again on the day
in its detail. So the people of any day are a sum, and a figure of a past day knows nothing of what came
later.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from chassis.settings.programmes import Programme
from reporting.cubes.contribution import Cell
from reporting.cubes.table import CUBES
from reporting.cubes.tallies import Entry, Tally
from reporting.programmes.indicators import Indicator
from reporting.programmes.vocabulary import Counted
from samplan.bus.store.transactions import Transaction
from samplan.contracts.codes.indicators import What


class Counts(NamedTuple):
    """A cell and its people."""

    cell: Cell
    people: int


PartOf = Callable[[Indicator], Counted | None]


def numerator_of(indicator: Indicator) -> Counted:
    return indicator.numerator


def denominator_of(indicator: Indicator) -> Counted | None:
    return indicator.denominator


class Version(NamedTuple):
    """What counts on the days from one to another, YYYY-MM-DD, both included."""

    since: str
    until: str
    counted: Counted
    measure: str  # of the cells that it counts


@dataclass(frozen=True)
class Rule:
    """What counts on each day: the first of its versions that holds on it."""

    versions: tuple[Version, ...]

    def on(self, day: str) -> Version | None:
        for version in self.versions:
            if version.since <= day <= version.until:
                return version
        return None


ALWAYS = ("", "9999-12-31")


def by_day(rows: Sequence[Indicator], part: PartOf) -> Rule:
    """By the version in force on the day; the rows are oldest first."""
    held = ((row.valid_from.isoformat(), (row.valid_until or date.max).isoformat(), row) for row in rows)
    versions = [
        Version(since, until, counted, _measure(counted))
        for since, until, row in held
        if (counted := part(row)) is not None
    ]
    return Rule(tuple(reversed(versions)))


def alone(row: Indicator, part: PartOf) -> Rule:
    """By one version, whatever the day."""
    counted = part(row)
    return Rule((Version(*ALWAYS, counted, _measure(counted)),) if counted else ())


class DatedCells:
    """The cells of a programme up to a day; each rule is applied to them once."""

    def __init__(self, counts: Iterable[Counts] = ()) -> None:
        self._by_measure: dict[str, list[Counts]] = defaultdict(list)
        for one in counts:
            self._by_measure[one.cell.measure].append(one)
        self._tallies: dict[Rule, Tally] = {}

    def tally(self, rule: Rule) -> Tally:
        """Each cell is judged by what counts on its own day."""
        if rule not in self._tallies:
            self._tallies[rule] = Tally(list(self._entries(rule)))
        return self._tallies[rule]

    def _entries(self, rule: Rule) -> Iterator[Entry]:
        for measure in sorted({version.measure for version in rule.versions}):
            for cell, people in self._by_measure[measure]:
                version = rule.on(cell.period)
                if version and version.measure == measure and _is_counted(version.counted, cell):
                    yield from _entries(version.counted, cell, people)


def cells_of(tx: Transaction, programme: Programme, as_of: date) -> DatedCells:
    """Those that some indicator of the programme counts."""
    indicators = [row for row in programme.rows[Indicator] if isinstance(row, Indicator)]
    parts = (part for row in indicators for part in (row.numerator, row.denominator) if part)
    rows = CUBES.dated(tx, programme.id, as_of, sorted({_measure(part) for part in parts}))
    return DatedCells(Counts(Cell(*(row[name] for name in Cell._fields)), row["people"]) for row in rows)


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
        (not counted.sexes or cell.sex in counted.sexes)
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
    entry = Entry(_first_day(counted, cell), cell.sex, cell.agency, income_support, people, cell.age_group)
    yield entry
    if cell.measure == "plan" and cell.code == "overdue" and cell.detail:
        yield entry._replace(day=cell.detail, people=-people)


def _first_day(counted: Counted, cell: Cell) -> str:
    """Not before everybody who was enrolled on the same day has been followed for as long."""
    if counted.followed_days is None:
        return cell.period
    enrolled_on = date.fromisoformat(cell.detail if cell.measure == "stay" else cell.period)
    return max(cell.period, (enrolled_on + timedelta(days=counted.followed_days)).isoformat())
