"""Which numbers of people must be protected, and what is asked of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from samplan.disclosure.knowledge import Knowledge, difference, grows
from samplan.disclosure.tables import Node, Place, Table


class Asked(StrEnum):
    """Of the set of numbers that the attacker must hold for possible."""

    NOT_FEW = "not_few"  # holds both 0 and at least 5, or nothing from 1 to 4
    MAYBE_MANY = "maybe_many"  # holds at least 5, or 0 alone
    AT_LEAST_ONE = "at_least_one"  # holds at least 1: the group shares no outcome


@dataclass(frozen=True)
class Target:
    asked: Asked
    release: int
    table: str
    at: Place
    sum: Mapping[int, int]
    of: Mapping[int, int] | None = None  # AT_LEAST_ONE: of which group; nothing is asked of an empty one
    since: int | None = None  # the earlier release of a difference


def targets(known: Knowledge) -> Iterator[Target]:
    """In an order that the releases' text alone decides."""
    for number, table in known.tables():
        yield from _cells(known, number, table)
        yield from _outcomes(known, number, table)
    yield from _differences(known)


def _cells(known: Knowledge, number: int, table: Table) -> Iterator[Target]:
    """Those withheld, rests, and those that no table prints but a reader may reckon."""
    marked = frozenset(table.withheld)
    for at in _places(table):
        if known.people(number, table, at) is None:
            is_rest = any(code not in nodes for nodes, code in zip(table.nodes, at, strict=True))
            asked = Asked.NOT_FEW if at in marked or is_rest else Asked.MAYBE_MANY
            yield Target(asked, number, table.name, at, known.sum(number, table, at))


def _places(table: Table) -> Iterator[Place]:
    codes = []
    for nodes in table.nodes:
        rests = (node.rest.code for node in nodes.values() if node.parts and not node.is_exhaustive)
        codes.append((*nodes, *rests))
    return product(*codes)


def _outcomes(known: Knowledge, number: int, table: Table) -> Iterator[Target]:
    """For each group and each of its outcomes: at least one person may have another one."""
    for dimension, nodes in enumerate(table.nodes):
        told = [node for node in nodes.values() if node.tells_outcome and len(node.disjoint) > 1]
        for at in _places(table) if told else ():
            for node in told:
                if at[dimension] == node.code:
                    yield from _outcomes_of(known, number, table, (dimension, node, at))


def _outcomes_of(
    known: Knowledge, number: int, table: Table, group: tuple[int, Node, Place]
) -> Iterator[Target]:
    dimension, node, at = group
    whole = known.sum(number, table, at)
    for part in node.parts:
        place = (*at[:dimension], part.code, *at[dimension + 1 :])
        others = difference(whole, known.sum(number, table, place))
        yield Target(Asked.AT_LEAST_ONE, number, table.name, place, others, of=whole)


def _differences(known: Knowledge) -> Iterator[Target]:
    """Who came between two releases, where not both print the number: those are judged as they are."""
    for name, before, after in spans(known):
        old, new = known.table(before, name), known.table(after, name)
        for cell in new.cells:
            are_known = (known.people(before, old, cell.at), known.people(after, new, cell.at))
            if None in are_known and grows(new, cell.at):
                came = difference(known.sum(after, new, cell.at), known.sum(before, old, cell.at))
                yield Target(Asked.NOT_FEW, after, name, cell.at, came, since=before)


def spans(known: Knowledge) -> Iterator[tuple[str, int, int]]:
    """Tables and any two releases between which no person left a group."""
    starts: dict[tuple[str, int], list[int]] = {}
    for name, before, after in known.grew:
        starts[name, after] = [*starts.get((name, before), []), before]
    for (name, after), earlier in starts.items():
        for before in earlier:
            yield name, before, after
