"""Numbers that follow exactly in two releases and differ by one to four, though not both are printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from samplan.disclosure.determined import Exchange, follows_exactly
from samplan.disclosure.findings import Finding, Kind
from samplan.disclosure.knowledge import Knowledge, difference, value
from samplan.disclosure.tables import SMALLEST, Place


def small_moves(
    known: Knowledge, kernel: Sequence[Exchange], tables: Sequence[Sequence[int]]
) -> Iterator[Finding]:
    """Also where people have left, so that nothing is compared by growth. `tables`: some that agree."""
    for name, at, after, moved in _moves(known):
        people = value(moved, tables[0])
        if 0 < abs(people) < SMALLEST and _is_fixed(moved, kernel, tables):
            release = known.releases[after].id
            yield Finding(kind=Kind.DIFFERENCE, release=release, table=name, at=(at,))


def _moves(known: Knowledge) -> Iterator[tuple[str, Place, int, Mapping[int, int]]]:
    """Of each cell in any two releases."""
    for (before, old), (after, new) in combinations(known.tables(), 2):
        if before < after and (old.population, old.name) == (new.population, new.name):
            for cell in new.cells:
                moved = difference(known.sum(after, new, cell.at), known.sum(before, old, cell.at))
                yield new.name, cell.at, after, moved


def _is_fixed(moved: Mapping[int, int], kernel: Sequence[Exchange], tables: Sequence[Sequence[int]]) -> bool:
    """Whether no table that agrees has another number."""
    if any(value(moved, table) != value(moved, tables[0]) for table in tables):
        return False
    return follows_exactly(moved, kernel)
