"""An attacker who shares no code with the auditor: reads published files, and reckons.

*Sums*: of every set of a table's smallest groups, and of those who came between two releases, whether its
number follows from what is printed, by projection upon the printed sums. *Bounds*: what each group can be at
least and at most, from larger groups to smaller ones and back (the shuttle algorithm); then
by trying every table, where few are left. *Outcomes*: whether everybody in a group must have the same one.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from itertools import combinations, pairwise, product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

FEW = 5
MANY = 10_000
MOST_TABLES = 20_000
MARK = ".."

Codes = tuple[str, ...]
Truth = Mapping[Codes, int]
Matrix = NDArray[np.float64]


class Published(NamedTuple):
    """One table of one release, as a reader has it."""

    file: str  # CSV: a column for each dimension, and `people`
    nesting: Sequence[Mapping[str, Sequence[str]]]  # by dimension and code, its smallest groups
    grows: Sequence[Codes]  # smallest groups that no person leaves
    outcomes: Sequence[tuple[Codes, Codes]]  # groups, and a part of each that says what became of them
    labels: Mapping[Codes, tuple[int, int]]  # what labels tell: at least, at most


class Table:
    """What the attacker has reckoned of one table in one release."""

    def __init__(self, published: Published) -> None:
        self.published = published
        rows = [*csv.reader(StringIO(published.file), delimiter=";")][1:]
        self.printed = {tuple(codes): int(people) for *codes, people in rows if people != MARK}
        smallest = [
            [code for code, inside in one.items() if [*inside] == [code]] for one in published.nesting
        ]
        self.leaves = [*product(*smallest)]
        self.groups = [*product(*published.nesting)]
        self.of = {group: self._leaves_of(group) for group in self.groups}
        self.low = np.array([self._told(group)[0] for group in self.groups], dtype=float)
        self.high = np.array([self._told(group)[1] for group in self.groups], dtype=float)

    def _leaves_of(self, group: Codes) -> Matrix:
        nesting = zip(self.published.nesting, group, strict=True)
        inside = set(product(*(one[code] for one, code in nesting)))
        return np.array([float(leaf in inside) for leaf in self.leaves])

    def _told(self, group: Codes) -> tuple[int, int]:
        people = self.printed.get(group)
        low, high = self.published.labels.get(group, (0, MANY))
        return (low, high) if people is None else (people, people)

    def people(self, truth: Truth) -> Matrix:
        return np.array([truth[leaf] for leaf in self.leaves], dtype=float)

    def tighten(self) -> None:
        """A group is at most what holds it, less what is beside it at least; and so on."""
        sets = [self.of[group] for group in self.groups]
        for outer, whole in enumerate(sets):
            for inner, part in enumerate(sets):
                if inner != outer and (whole - part).min() >= 0:
                    self._shuttle(outer, inner, whole - part)

    def _shuttle(self, outer: int, inner: int, rest: Matrix) -> None:
        low, high = self._bounds(rest)
        self.high[inner] = min(self.high[inner], self.high[outer] - low)
        self.low[inner] = max(self.low[inner], self.low[outer] - high)
        self.high[outer] = min(self.high[outer], self.high[inner] + high)
        self.low[outer] = max(self.low[outer], self.low[inner] + low)

    def _bounds(self, people: Matrix) -> tuple[float, float]:
        """Of any set: its own, where it is a group; else the sums of the smallest groups in it."""
        for number, group in enumerate(self.groups):
            if np.array_equal(self.of[group], people):
                return self.low[number], self.high[number]
        at = [self.groups.index(leaf) for leaf, is_in in zip(self.leaves, people, strict=True) if is_in]
        return sum(self.low[n] for n in at), sum(self.high[n] for n in at)

    def try_all(self) -> None:
        """Every table within the bounds that has the printed sums."""
        at = [self.groups.index(leaf) for leaf in self.leaves]
        spans = [range(int(self.low[n]), int(self.high[n]) + 1) for n in at]
        if np.prod([float(len(span)) for span in spans]) > MOST_TABLES:
            return
        matrix = np.array([self.of[group] for group in self.groups])
        sums = np.array([*product(*spans)]) @ matrix.T
        kept = sums[((sums >= self.low) & (sums <= self.high)).all(axis=1)]
        self.low, self.high = kept.min(axis=0), kept.max(axis=0)


def found(releases: Sequence[Sequence[Published]], truth: Sequence[Sequence[Truth]]) -> list[str]:
    """What the attacker finds out: true numbers from 1 to 4, and outcomes that a whole group shares."""
    series = [[Table(one) for one in tables] for tables in zip(*releases, strict=True)]
    for _ in range(4):
        _reckon(series)
    spoils: list[str] = []
    for tables, numbers in zip(series, zip(*truth, strict=True), strict=True):
        people = [table.people(some) for table, some in zip(tables, numbers, strict=True)]
        for one, some in zip(tables, people, strict=True):
            spoils += [*_few(one, some), *_shared(one, some), *_sums(one.leaves, one.printed, one.of, some)]
        for before, after in ((i, j) for j in range(len(tables)) for i in range(j)):
            spoils += _came(tables[before : after + 1], people[after] - people[before])
    return spoils


def _reckon(series: Sequence[Sequence[Table]]) -> None:
    """The same group in two tables is the same people, and no person leaves a group that grows."""
    for tables in series:
        for table in tables:
            table.tighten()
            table.try_all()
        for old, new in pairwise(tables):
            if _grew(old, new):
                grow = [n for n, group in enumerate(new.groups) if _grows(new, group)]
                new.low[grow] = np.maximum(new.low[grow], old.low[grow])
                old.high[grow] = np.minimum(old.high[grow], new.high[grow])
    for tables in zip(*series, strict=True):
        for one, other in combinations(tables, 2):
            _share(one, other)
            _share(other, one)


def _share(one: Table, other: Table) -> None:
    """Of tables by sex and something else: women, men and all are the same in each."""
    for sex in ("all", "woman", "man"):
        here, there = one.groups.index((sex, "all")), other.groups.index((sex, "all"))
        one.low[here] = max(one.low[here], other.low[there])
        one.high[here] = min(one.high[here], other.high[there])


def _grows(table: Table, group: Codes) -> bool:
    leaves = [leaf for leaf, is_in in zip(table.leaves, table.of[group], strict=True) if is_in]
    return set(leaves) <= set(table.published.grows)


def _grew(old: Table, new: Table) -> bool:
    both = [group for group in new.printed if group in old.printed and _grows(new, group)]
    return all(old.printed[group] <= new.printed[group] for group in both)


def _few(table: Table, people: Matrix) -> Iterator[str]:
    for number, group in enumerate(table.groups):
        if 0 < people @ table.of[group] < FEW and table.high[number] < FEW:
            yield f"{group} is at most {table.high[number]:.0f}"


def _shared(table: Table, people: Matrix) -> Iterator[str]:
    for group, part in table.published.outcomes:
        _, others = table._bounds(table.of[group] - table.of[part])
        if others <= 0 < people @ table.of[group]:
            yield f"all of {group} are {part}"


def _sums(
    leaves: Sequence[Codes], printed: Mapping[Codes, int], of: Mapping[Codes, Matrix], people: Matrix
) -> Iterator[str]:
    """A set of the smallest groups whose number follows, and is from 1 to 4."""
    if not printed:
        return
    rows = np.array([of[group] for group in printed])
    sets = np.array([*product((0.0, 1.0), repeat=len(leaves))])
    follows = np.abs(sets @ np.linalg.pinv(rows) @ rows - sets).max(axis=1) < 1e-6
    numbers = sets @ people
    for one in sets[follows & (numbers > 0) & (numbers < FEW)][:1]:
        yield f"{[leaf for leaf, is_in in zip(leaves, one, strict=True) if is_in]} are {one @ people:.0f}"


def _came(tables: Sequence[Table], people: Matrix) -> Iterator[str]:
    """Of those who came between two releases: sums that follow, and bounds."""
    if not all(_grew(old, new) for old, new in pairwise(tables)):
        return
    first, last = tables[0], tables[-1]
    both = {group: last.printed[group] for group in last.printed if group in first.printed}
    grow = {group: people for group, people in both.items() if _grows(last, group)}
    yield from (f"came: {spoil}" for spoil in _sums(last.leaves, grow, last.of, people))
    for number, group in enumerate(last.groups):
        most = last.high[number] - first.low[number]
        if _grows(last, group) and 0 < people @ last.of[group] < FEW and most < FEW:
            yield f"came to {group}: at most {most:.0f}"
