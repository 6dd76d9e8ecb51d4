"""What an audit found wrong with a release, before or by solving."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import combinations

import msgspec

from samplan.disclosure.tables import SMALLEST, Place, Release, Table


class Kind(StrEnum):
    ROWS = "rows"  # a code of a list is missing, or one is printed twice
    CHANGED = "changed"  # groups nest otherwise than in an earlier release under the same name
    SMALL = "small"  # a printed number from 1 to 4
    DIFFERENCE = "difference"  # from 1 to 4 people between two numbers of the same group that are known
    CROSSING = "crossing"  # tables of a population that overlap in a cycle
    CONTRADICTION = "contradiction"  # no table of people agrees with what is printed
    NARROW = "narrow"  # what is withheld can be bounded too closely
    SUM = "sum"  # a sum or difference of cells is from 1 to 4
    OUTCOME = "outcome"  # everybody in a group has the same outcome
    LIMIT = "limit"  # not answered within the limits


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    kind: Kind
    release: str = ""
    table: str = ""
    at: tuple[Place, ...] = ()


def faults(releases: Sequence[Release]) -> Iterator[Finding]:
    """What is wrong at sight."""
    for release in releases:
        for table in release.tables:
            yield from _rows(release, table)
            yield from _small(release, table)
    yield from _changed(releases)
    yield from _differences(releases)
    yield from _crossings(releases)


def _rows(release: Release, table: Table) -> Iterator[Finding]:
    """A cell beside a printed one, in any dimension, has its place too."""
    places = [cell.at for cell in table.cells]
    known = set(places)
    beside = {place for at in places for place in _beside(table, at)}
    missing = beside - known
    for dimension, nodes in enumerate(table.nodes):
        missing |= {(code,) for code in nodes.keys() - {at[dimension] for at in places}}
    if missing or len(known) < len(places):
        yield Finding(kind=Kind.ROWS, release=release.id, table=table.name, at=tuple(sorted(missing)))


def _beside(table: Table, at: Place) -> Iterator[Place]:
    for dimension, nodes in enumerate(table.nodes):
        for node in nodes.values():
            codes = [part.code for part in node.parts]
            if at[dimension] in codes:
                yield from ((*at[:dimension], code, *at[dimension + 1 :]) for code in codes)


def _small(release: Release, table: Table) -> Iterator[Finding]:
    few = tuple(at for at, people in table.printed.items() if 0 < people < SMALLEST)
    if few:
        yield Finding(kind=Kind.SMALL, release=release.id, table=table.name, at=few)


def _changed(releases: Iterable[Release]) -> Iterator[Finding]:
    first: dict[tuple[str, str], Table] = {}
    for release in releases:
        for table in release.tables:
            before = first.setdefault((table.population, table.name), table)
            if before.dimensions != table.dimensions:
                yield Finding(kind=Kind.CHANGED, release=release.id, table=table.name)


def _differences(releases: Sequence[Release]) -> Iterator[Finding]:
    printed: dict[tuple[str, frozenset[tuple[str, str]]], list[int]] = defaultdict(list)
    for release in releases:
        now = {}
        for table in release.tables:
            for at, people in table.printed.items():
                key = (table.population, table.identity(at))
                if any(0 < abs(people - before) < SMALLEST for before in printed[key]):
                    yield Finding(kind=Kind.DIFFERENCE, release=release.id, table=table.name, at=(at,))
                now[key] = people
        for key, people in now.items():
            printed[key].append(people)


def _crossings(releases: Iterable[Release]) -> Iterator[Finding]:
    """Where all tables share the same dimensions, as sex, none narrows what two others tell."""
    populations: dict[str, set[frozenset[str]]] = defaultdict(set)
    for release in releases:
        for table in release.tables:
            populations[table.population].add(frozenset(one.name for one in table.dimensions))
    for population, sets in populations.items():
        widest = [one for one in sets if not any(one < other for other in sets)]
        shared = {one & other for one, other in combinations(widest, 2)}
        if len(shared) > 1:
            yield Finding(kind=Kind.CROSSING, table=population)
