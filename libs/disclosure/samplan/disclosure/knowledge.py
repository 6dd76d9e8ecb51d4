"""What the attacker knows, as linear relations between whole numbers of people. It is written here alone.

1. Every number printed in this release and in all earlier ones, superseded ones too, in any format.
2. How groups nest and which are exhaustive. A group's rest is a number of people: it is not negative.
3. That each list of codes is printed whole, so that a row's absence tells nothing, and that one mark stands
   for whatever is withheld, so that the mark tells nothing.
4. That a group which two tables of a population count is the same people.
5. That everybody in a group in an earlier release is in it in a later one, until a printed number falls.
6. What a label, a bar or a sentence tells of a cell (`Told`).

Not modelled: what a reader knows from outside (about themselves, too), and inference from which cells the
program chose to withhold. Tables of one population that cross in a cycle are refused (`crossing`), so groups
that no table has, as women of an agency with an outcome, follow from no three tables together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from samplan.disclosure.tables import Node, Place, Release, Table

Column = tuple[int, str, Place]
"""The people of a release in one of the smallest groups of a table."""


@dataclass(frozen=True)
class Row:
    """A sum of columns and its bounds, both included; None: not bounded."""

    sum: Mapping[int, int]
    low: int | None
    high: int | None


class Knowledge:
    """The columns and rows of all releases together, in an order that depends on their text alone."""

    def __init__(self, releases: Sequence[Release]) -> None:
        self.releases = releases
        self.columns: list[Column] = []
        self.index: dict[Column, int] = {}
        for number, table in self.tables():
            for leaf in table.leaves:
                self.index[number, table.name, leaf] = len(self.columns)
                self.columns.append((number, table.name, leaf))

    def tables(self) -> Iterator[tuple[int, Table]]:
        for number, release in enumerate(self.releases):
            for table in release.tables:
                yield number, table

    def sum(self, number: int, table: Table, at: Place) -> dict[int, int]:
        return {self.index[number, table.name, leaf]: 1 for leaf in table.inside(at)}

    @cached_property
    def printed(self) -> Mapping[tuple[int, str, frozenset[tuple[str, str]]], int]:
        """By release, population and group, whatever table prints it."""
        return {
            (number, table.population, table.identity(at)): people
            for number, table in self.tables()
            for at, people in table.printed.items()
        }

    def people(self, number: int, table: Table, at: Place) -> int | None:
        return self.printed.get((number, table.population, table.identity(at)))

    @cached_property
    def equalities(self) -> list[Row]:
        return [*self._printed_rows(), *self._emptied_rows(), *self._same_people()]

    @cached_property
    def rows(self) -> list[Row]:
        return [*self.equalities, *self._told(), *self._growth()]

    def _printed_rows(self) -> Iterator[Row]:
        for number, table in self.tables():
            for cell in table.cells:
                people = self.people(number, table, cell.at)
                if people is not None:
                    whole = self.sum(number, table, cell.at)
                    yield from [Row(whole, people, people)] if people else _empty(whole)

    def _emptied_rows(self) -> Iterator[Row]:
        """Where the printed parts of a group are all of it, what is left is empty."""
        for number, table in self.tables():
            for cell in table.cells:
                people = self.people(number, table, cell.at)
                for dimension, nodes in enumerate(table.nodes) if people else ():
                    group = (dimension, nodes[cell.at[dimension]])
                    parts = [*self._printed_within(number, table, cell.at, group)]
                    if sum(some for some, _ in parts) == people:
                        inside = {column for _, at in parts for column in self.sum(number, table, at)}
                        yield from _empty(self.sum(number, table, cell.at).keys() - inside)

    def _printed_within(
        self, number: int, table: Table, at: Place, group: tuple[int, Node]
    ) -> Iterator[tuple[int, Place]]:
        """The largest printed groups inside one, along a dimension."""
        dimension, node = group
        for part in node.parts:
            place = (*at[:dimension], part.code, *at[dimension + 1 :])
            people = self.people(number, table, place)
            if people is not None:
                yield people, place
            else:
                yield from self._printed_within(number, table, place, (dimension, part))

    def _same_people(self) -> Iterator[Row]:
        """Of withheld cells: printed ones are told by their number."""
        first: dict[tuple[int, str, frozenset[tuple[str, str]]], dict[int, int]] = {}
        for number, table in self.tables():
            for cell in table.cells:
                key = (number, table.population, table.identity(cell.at))
                if key in self.printed:
                    continue
                here = self.sum(number, table, cell.at)
                if other := first.setdefault(key, here):
                    yield from [Row(difference(other, here), 0, 0)] if other is not here else []

    def _told(self) -> Iterator[Row]:
        for number, table in self.tables():
            for told in table.told:
                yield Row(self.sum(number, table, told.at), told.at_least, told.at_most)

    def _growth(self) -> Iterator[Row]:
        for name, before, after in self.grew:
            old, new = self.table(before, name), self.table(after, name)
            for cell in new.cells:
                if grows(new, cell.at):
                    later, earlier = self.sum(after, new, cell.at), self.sum(before, old, cell.at)
                    yield Row(difference(later, earlier), 0, None)

    @cached_property
    def follows(self) -> Mapping[int, int]:
        """From a column to that of the same people, and those who came later, in the next release."""
        return {
            self.index[before, name, leaf]: self.index[after, name, leaf]
            for name, before, after in self.grew
            for leaf in self.table(after, name).leaves
            if grows(self.table(after, name), leaf)
        }

    @cached_property
    def preceding(self) -> Mapping[int, int]:
        return {later: earlier for earlier, later in self.follows.items()}

    @cached_property
    def grew(self) -> Sequence[tuple[str, int, int]]:
        """Tables and two releases, one after the other, between which no person left a group."""
        last: dict[tuple[str, str], int] = {}
        pairs = []
        for number, table in self.tables():
            before = last.get((table.population, table.name))
            if before is not None and self._only_grew(table.name, before, number):
                pairs.append((table.name, before, number))
            last[table.population, table.name] = number
        return pairs

    def table(self, number: int, name: str) -> Table:
        return next(table for table in self.releases[number].tables if table.name == name)

    def _only_grew(self, name: str, before: int, after: int) -> bool:
        """As far as printed numbers tell."""
        old, new = self.table(before, name).printed, self.table(after, name)
        return all(
            old.get(at, 0) <= people for at, people in new.printed.items() if at in old and grows(new, at)
        )


def _empty(columns: Iterable[int]) -> Iterator[Row]:
    """Where a group is empty, so is any part of it."""
    return (Row({column: 1}, 0, 0) for column in sorted(columns))


def grows(table: Table, at: Place) -> bool:
    """Whether no person leaves the group: true of a group, not of a rest."""
    return all(code in nodes and nodes[code].grows for nodes, code in zip(table.nodes, at, strict=True))


def difference(some: Mapping[int, int], others: Mapping[int, int]) -> dict[int, int]:
    """The first sum less the second."""
    left = Counter(some)
    left.subtract(others)
    return {column: factor for column, factor in left.items() if factor}


def value(sum_of: Mapping[int, int], table: Sequence[int]) -> int:
    """Of a sum in a table of people by column."""
    return sum(factor * table[column] for column, factor in sum_of.items())
