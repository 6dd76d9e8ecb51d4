"""One good instance of everything: exits of women and men by class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from samplan.disclosure.tables import ALL, Cell, Dimension, Node, Place, Release, Table

SEX = Dimension(
    name="sex", root=Node(code=ALL, parts=(Node(code="woman"), Node(code="man")), is_exhaustive=True)
)
WORK = Node(code="work", parts=(Node(code="subsidised"), Node(code="open")), is_exhaustive=True)
CLASSES = Dimension(name="class", root=Node(code=ALL, parts=(WORK, Node(code="studies"), Node(code="moved"))))
AGENCY = Dimension(
    name="agency", root=Node(code=ALL, parts=(Node(code="af"), Node(code="fk")), is_exhaustive=True)
)

People = Mapping[Place, int]
"""Of the smallest groups; those left out are empty."""


def table(*dimensions: Dimension, people: People, name: str = "exits", hidden: Sequence[Place] = ()) -> Table:
    """Every sum of its smallest groups, but for those hidden."""
    empty = Table(name=name, population="programme", dimensions=dimensions, cells=())
    return msgspec.structs.replace(
        empty,
        cells=tuple(
            Cell(at, None if at in hidden else sum(people.get(leaf, 0) for leaf in empty.inside(at)))
            for at in places(empty)
        ),
    )


def places(one: Table) -> list[Place]:
    found: list[Place] = [()]
    for nodes in one.nodes:
        found = [(*at, code) for at in found for code in nodes]
    return found


def by_class(hidden: Sequence[str] = (), /, **people: int) -> Table:
    """Of one dimension: `by_class(subsidised=12, open=20, studies=9, rest=30)`."""
    numbers: dict[Place, int] = {
        ("all:rest" if code == "rest" else code,): some for code, some in people.items()
    }
    return table(CLASSES, people=numbers, hidden=[(code,) for code in hidden])


def release(*tables: Table, id: str = "2022") -> Release:
    return Release(id=id, tables=tables)
