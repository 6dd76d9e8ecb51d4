"""Finds cells to withhold, with the audit as the judge."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from samplan.disclosure.audit import Limits, Verdict, audit
from samplan.disclosure.findings import Finding, Kind
from samplan.disclosure.tables import SMALLEST, Cell, Place, Release, Table

Unit = Callable[[Table, Place], object]
"""Cells of one unit are withheld together."""


class NothingLeft(Exception):
    """Not even with everything withheld is the release safe beside the earlier ones."""


def each_cell(table: Table, at: Place) -> object:
    """Each cell is a unit of its own."""
    return table.name, at


def suppress(
    release: Release,
    earlier: Sequence[Release] = (),
    *,
    unit: Unit = each_cell,
    limits: Limits | None = None,
) -> tuple[Release, Verdict]:
    """The release with more cells withheld, and the verdict that it is safe. Raises NothingLeft."""
    now = _without(release, {*_few(release)}, unit)
    tables: Sequence[Sequence[int]] = ()
    while True:
        verdict = audit(now, earlier, limits, tables)
        tables = verdict.tables
        if verdict.is_safe:
            return now, verdict
        victims = {place for finding in verdict.findings for place in _victims(now, finding)}
        if not victims:
            victims = {(table.name, at) for table in now.tables for at in table.printed}
        if not victims:
            raise NothingLeft
        now = _without(now, victims, unit)


def _few(release: Release) -> Iterator[tuple[str, Place]]:
    for table in release.tables:
        for at, people in table.printed.items():
            if 0 < people < SMALLEST:
                yield table.name, at


def _victims(release: Release, finding: Finding) -> Iterator[tuple[str, Place]]:
    """What to withhold next: the cell itself, else the smallest group of those that it may follow from."""
    table = next((table for table in release.tables if table.name == finding.table), None)
    if table is None or finding.kind is Kind.LIMIT or not finding.at:
        return
    at = finding.at[0]
    if finding.kind in {Kind.SMALL, Kind.DIFFERENCE, Kind.OUTCOME} and at in table.printed:
        yield table.name, at
        return
    population = [other for other in release.tables if other.population == table.population]
    for near in (_beside(table, at), _around(table, at), _all_of([table]), _all_of(population)):
        if near:
            _, _, name, place = min(near)
            yield name, place
            return


Printed = list[tuple[int, int, str, Place]]
"""Printed cells: how many of the smallest groups they hold, how many people, table and place."""


def _beside(table: Table, at: Place) -> Printed:
    """Numbers that it adds up with, to one above it or to itself."""
    places = {place for place in _relatives(table, at) if place in table.printed}
    return [one for one in _all_of([table]) if one[-1] in places]


def _around(table: Table, at: Place) -> Printed:
    """Numbers of those who are in it, among others."""
    inside = set(table.inside(at))
    return [one for one in _all_of([table]) if inside & set(table.inside(one[-1]))]


def _all_of(tables: Iterable[Table]) -> Printed:
    return [
        (len([*table.inside(at)]), people, table.name, at)
        for table in tables
        for at, people in table.printed.items()
    ]


def _relatives(table: Table, at: Place) -> Iterator[Place]:
    for dimension, nodes in enumerate(table.nodes):
        for node in nodes.values():
            codes = [part.code for part in node.disjoint]
            if at[dimension] in codes:
                yield from ((*at[:dimension], code, *at[dimension + 1 :]) for code in codes)
            if at[dimension] == node.code:
                yield from ((*at[:dimension], code, *at[dimension + 1 :]) for code in codes)


def _without(release: Release, places: Iterable[tuple[str, Place]], unit: Unit) -> Release:
    tables = {table.name: table for table in release.tables}
    units = {unit(tables[name], at) for name, at in places if name in tables}
    return msgspec.structs.replace(
        release,
        tables=tuple(
            msgspec.structs.replace(
                table,
                cells=tuple(
                    Cell(cell.at, None) if unit(table, cell.at) in units else cell for cell in table.cells
                ),
            )
            for table in release.tables
        ),
    )
