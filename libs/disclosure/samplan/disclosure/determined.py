"""Sums and differences that follow exactly from what is printed, though no cell states them.

A set of the smallest groups has a known number of people when no exchange that leaves everything printed as
it is changes that number. The exchanges are the kernel of the printed equalities, computed exactly.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import lcm

from samplan.disclosure.knowledge import Row

Exchange = Mapping[int, int]


def exchanges(rows: Sequence[Row], columns: int) -> list[Exchange]:
    """A basis of what may change while every row keeps its sum."""
    pivots: dict[int, dict[int, Fraction]] = {}
    for row in rows:
        left = _reduced({column: Fraction(factor) for column, factor in row.sum.items()}, pivots)
        if left:
            pivot = min(left)
            pivots[pivot] = {column: factor / left[pivot] for column, factor in left.items()}
    for pivot in sorted(pivots, reverse=True):
        others = {column: factor for column, factor in pivots[pivot].items() if column != pivot}
        pivots[pivot] = {pivot: Fraction(1), **_reduced(others, pivots)}
    return [_exchange(free, pivots) for free in range(columns) if free not in pivots]


def _reduced(row: dict[int, Fraction], pivots: Mapping[int, Mapping[int, Fraction]]) -> dict[int, Fraction]:
    while found := [column for column in row if column in pivots]:
        pivot = min(found)
        factor = row[pivot]
        for column, some in pivots[pivot].items():
            row[column] = row.get(column, Fraction(0)) - factor * some
            if not row[column]:
                del row[column]
    return row


def _exchange(free: int, pivots: Mapping[int, Mapping[int, Fraction]]) -> Exchange:
    moved = {pivot: -row[free] for pivot, row in pivots.items() if free in row} | {free: Fraction(1)}
    whole = lcm(*(factor.denominator for factor in moved.values()))
    return {column: int(factor * whole) for column, factor in moved.items()}


def follows_exactly(sum_of: Mapping[int, int], kernel: Sequence[Exchange]) -> bool:
    """Whether no exchange changes the number of people."""
    return not any(
        sum(factor * exchange.get(column, 0) for column, factor in sum_of.items()) for exchange in kernel
    )


class TooMany(Exception):
    """Too many sets to look at: the release is not shown to be safe."""


class Search:
    """For sets of columns with a known number of people, greater than 0 and smaller than a limit."""

    def __init__(self, kernel: Sequence[Exchange], people: Mapping[int, Fraction], limit: int) -> None:
        self._kernel = kernel
        self._people = people  # in some table that agrees; positive wherever any has a person
        self._limit = limit
        self._touching: dict[int, list[int]] = defaultdict(list)
        for number, exchange in enumerate(kernel):
            for column in exchange:
                self._touching[column].append(number)

    def found(self, most_steps: int) -> frozenset[int] | None:
        """One such set, or None. Raises TooMany."""
        self._steps = most_steps
        chosen: dict[int, bool] = {}
        for column in sorted(self._people, key=lambda one: (self._people[one], one)):
            if 0 < self._people[column] < self._limit:
                trial = dict(chosen)
                if self._choose(trial, column, is_in=True) and (sets := self._completed(trial)):
                    return sets
                if not self._choose(chosen, column, is_in=False):
                    return None  # every set that is left has this column, and none is small
        return None

    def _completed(self, chosen: dict[int, bool]) -> frozenset[int] | None:
        self._steps -= 1
        if self._steps < 0:
            raise TooMany
        open_column = next(self._undecided(chosen), None)
        if open_column is None:
            return frozenset(column for column, is_in in chosen.items() if is_in)
        for is_in in (False, True):
            trial = dict(chosen)
            if self._choose(trial, open_column, is_in=is_in) and (done := self._completed(trial)):
                return done
        return None

    def _undecided(self, chosen: Mapping[int, bool]) -> Iterator[int]:
        """Columns of exchanges that would change the number of those chosen."""
        for exchange in self._kernel:
            known = sum(factor for column, factor in exchange.items() if chosen.get(column))
            if known:
                yield from (column for column in exchange if column not in chosen)

    def _choose(self, chosen: dict[int, bool], column: int, *, is_in: bool) -> bool:
        """Decide a column and what follows from it. False where that contradicts."""
        todo = [(column, is_in)]
        while todo:
            one, wanted = todo.pop()
            if one in chosen:
                if chosen[one] != wanted:
                    return False
                continue
            chosen[one] = wanted
            if wanted and self._number_of(chosen) >= self._limit:
                return False
            for number in self._touching[one]:
                forced = _forced(self._kernel[number], chosen)
                if forced is None:
                    return False
                todo += forced
        return True

    def _number_of(self, chosen: Mapping[int, bool]) -> Fraction:
        return sum(
            (self._people.get(one, Fraction(0)) for one, is_in in chosen.items() if is_in), Fraction(0)
        )


def _forced(exchange: Exchange, chosen: Mapping[int, bool]) -> list[tuple[int, bool]] | None:
    """What must be chosen so that the exchange changes nothing; None where it cannot be."""
    known = sum(factor for column, factor in exchange.items() if chosen.get(column))
    left = {column: factor for column, factor in exchange.items() if column not in chosen}
    least = known + sum(factor for factor in left.values() if factor < 0)
    most = known + sum(factor for factor in left.values() if factor > 0)
    if least > 0 or most < 0:
        return None
    if least == 0:
        return [(column, factor < 0) for column, factor in left.items()]
    if most == 0:
        return [(column, factor > 0) for column, factor in left.items()]
    return []
