"""Finds cells to withhold, with the audit as the judge."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

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
    while True:
        verdict = audit(now, earlier, limits)
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
    """What to withhold next: the cell itself, else the least of those that it follows from."""
    table = next((table for table in release.tables if table.name == finding.table), None)
    if table is None or finding.kind is Kind.LIMIT:
        return
    at_once = {Kind.SMALL, Kind.DIFFERENCE, Kind.OUTCOME}
    for at in finding.at[:1]:
        if finding.kind in at_once and at in table.printed:
            yield table.name, at
        elif beside := _printed_beside(table, at):
            yield table.name, min(beside, key=lambda one: (beside[one], one))


def _printed_beside(table: Table, at: Place) -> Mapping[Place, int]:
    """Printed numbers that it adds up with: first beside it or inside it, then any above it."""
    parts = {
        place: people for place in _relatives(table, at) if (people := table.printed.get(place)) is not None
    }
    return parts or {
        place: people
        for place, people in table.printed.items()
        if set(table.inside(at)) & set(table.inside(place))
    }


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
