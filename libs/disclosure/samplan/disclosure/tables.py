"""A release as data: its tables, how their groups nest, what is printed and what is withheld."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import product
from typing import Any

import msgspec

ALL = "all"  # the code of everybody in a population
REST = ":rest"  # ends the code of those who are in none of a group's parts
SMALLEST = 5

Place = tuple[str, ...]
"""One code for each dimension of a table: `("woman", "work")`."""


class Node(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A group and the disjoint groups inside it."""

    code: str
    parts: tuple[Node, ...] = ()
    is_exhaustive: bool = False  # everybody is in one of the parts
    tells_outcome: bool = False  # in which part a person is tells what became of them
    grows: bool = True  # who was in it in an earlier release is in it in a later one

    def leaves(self) -> tuple[Node, ...]:
        """The smallest groups, with a rest where the parts are not everybody."""
        if not self.parts:
            return (self,)
        below = tuple(leaf for part in self.parts for leaf in part.leaves())
        return below if self.is_exhaustive else (*below, self.rest)

    @property
    def rest(self) -> Node:
        return Node(code=self.code + REST, grows=False)

    @property
    def disjoint(self) -> tuple[Node, ...]:
        """Its parts, the rest included."""
        return self.parts if self.is_exhaustive or not self.parts else (*self.parts, self.rest)

    def every(self) -> Iterator[Node]:
        """Itself and all groups inside it; no rests."""
        yield self
        for part in self.parts:
            yield from part.every()


class Dimension(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: str
    root: Node


class Cell(msgspec.Struct, frozen=True, array_like=True):
    at: Place
    people: int | None  # None: withheld. There is one mark, whatever the reason


class Told(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a label, a bar's length or a sentence tells of a cell: "fewer than five", "about half"."""

    at: Place
    at_least: int = 0
    at_most: int | None = None


class Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    name: str
    population: str
    dimensions: tuple[Dimension, ...]
    cells: tuple[Cell, ...]
    told: tuple[Told, ...] = ()

    @cached_property
    def printed(self) -> Mapping[Place, int]:
        return {cell.at: cell.people for cell in self.cells if cell.people is not None}

    @cached_property
    def withheld(self) -> tuple[Place, ...]:
        return tuple(cell.at for cell in self.cells if cell.people is None)

    @cached_property
    def leaves(self) -> tuple[Place, ...]:
        """The smallest groups that the table knows of."""
        return tuple(product(*([leaf.code for leaf in one.root.leaves()] for one in self.dimensions)))

    @cached_property
    def nodes(self) -> tuple[Mapping[str, Node], ...]:
        """By dimension and code."""
        return tuple({node.code: node for node in one.root.every()} for one in self.dimensions)

    @cached_property
    def _inside(self) -> tuple[Mapping[str, tuple[str, ...]], ...]:
        known = [{code: node.leaves() for code, node in nodes.items()} for nodes in self.nodes]
        rests = [
            {node.rest.code: (node.rest,) for node in nodes.values() if node.parts and not node.is_exhaustive}
            for nodes in self.nodes
        ]
        return tuple(
            {code: tuple(leaf.code for leaf in leaves) for code, leaves in {**some, **rest}.items()}
            for some, rest in zip(known, rests, strict=True)
        )

    def inside(self, at: Place) -> Iterator[Place]:
        """The smallest groups that a cell is the sum of. Raises KeyError for an unknown code."""
        return product(*(inside[code] for inside, code in zip(self._inside, at, strict=True)))

    def identity(self, at: Place) -> frozenset[tuple[str, str]]:
        """The same in any table of the population that counts the same people."""
        pairs = zip(self.dimensions, at, strict=True)
        return frozenset((one.name, code) for one, code in pairs if code != ALL)


class Release(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    tables: tuple[Table, ...]

    @property
    def hash(self) -> str:
        return hashlib.sha256(canonical(self)).hexdigest()


def canonical(value: Any) -> bytes:
    """The same bytes for equal values."""
    return msgspec.json.encode(value, order="deterministic")
