"""Sets of a table's smallest groups, or of who came between releases, with a known number from 1 to 4."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from samplan.disclosure.determined import Exchange, Search
from samplan.disclosure.findings import Finding, Kind
from samplan.disclosure.knowledge import Knowledge
from samplan.disclosure.tables import SMALLEST


def small_sums(
    known: Knowledge, kernel: Sequence[Exchange], tables: Sequence[Sequence[int]], most_steps: int
) -> list[Finding]:
    """One for each series of tables, if any. Raises TooMany."""
    found = []
    for population, name in dict.fromkeys((table.population, table.name) for _, table in known.tables()):
        columns = _columns(known, population, name)
        moves = [move for move in (_of_those_who_came(known, one, columns) for one in kernel) if move]
        people = {column: _came(known, column, tables) for column in columns}
        sets = Search(moves, people, SMALLEST).found(most_steps)
        if sets:
            release = known.releases[max(known.columns[column][0] for column in sets)].id
            at = tuple(sorted(known.columns[column][2] for column in sets))
            found.append(Finding(kind=Kind.SUM, release=release, table=name, at=at))
    return found


def _columns(known: Knowledge, population: str, name: str) -> frozenset[int]:
    return frozenset(
        known.index[number, name, leaf]
        for number, table in known.tables()
        if (table.population, table.name) == (population, name)
        for leaf in table.leaves
    )


def _of_those_who_came(known: Knowledge, exchange: Exchange, columns: frozenset[int]) -> Exchange:
    """The exchange, as it changes the number of those who came with each release."""
    moved: dict[int, int] = {}
    for column, factor in exchange.items():
        if column in columns:
            moved[column] = moved.get(column, 0) + factor
            if column in known.follows:
                later = known.follows[column]
                moved[later] = moved.get(later, 0) - factor
    return {column: factor for column, factor in moved.items() if factor}


def _came(known: Knowledge, column: int, tables: Sequence[Sequence[int]]) -> Fraction:
    """On average over the tables; all of the column's people in the first release that has them."""
    before = known.preceding.get(column)
    numbers: list[int] = [table[column] - (table[before] if before is not None else 0) for table in tables]
    return Fraction(sum(numbers), len(numbers))
