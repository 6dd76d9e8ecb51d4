"""The published view as tables: the numbers that its pages, files and answers are made of."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, product

import msgspec

from reporting.answers.answer import Count
from reporting.cubes.census import Key
from reporting.disclosure_control.view import View
from reporting.figures.targets.measured import by_end_of, months
from reporting.releases.nesting import EVERYBODY, Classification, before_enrolment, key_of, of_participants
from samplan.disclosure.tables import ALL, Cell, Dimension, Node, Place, Release, Table, Told

SEXES = (Node(code="women"), Node(code="men"))


def release_of(view: View, id: str) -> Release:
    """What the view shows, whether or not it is safe."""
    programme = view.programme.id
    dimensions = (_by_sex(view),) if view.tells_sexes else ()
    trees = of_participants(view.census, view.months)
    tables = (_table(view, one, f"{programme}: participants", dimensions) for one in trees)
    steps = _table(view, before_enrolment(), f"{programme}: referred", ())
    return Release(id=id, tables=(steps, *tables))


def _by_sex(view: View) -> Dimension:
    is_known = view.census.of(*EVERYBODY).unknown == 0
    return Dimension(name="sex", root=Node(code=ALL, parts=SEXES, is_exhaustive=is_known))


def _table(view: View, one: Classification, population: str, dimensions: tuple[Dimension, ...]) -> Table:
    all_dimensions = (*dimensions, Dimension(name=one.dimension, root=one.root))
    empty = Table(name=one.table, population=population, dimensions=all_dimensions, cells=())
    cells = tuple(Cell(at, _shown(view, at)) for at in product(*empty.nodes))
    return msgspec.structs.replace(empty, cells=cells, told=tuple(_told(view, cells)))


def _shown(view: View, at: Place) -> int | None:
    key = key_of(at[-1])
    if len(at) == 1:
        return _number(view.in_all(key))
    people = view.by_sex(key)
    return _number({"women": people.women, "men": people.men, ALL: people.total}[at[0]])


def _number(count: Count | None) -> int | None:
    return count if isinstance(count, int) else None


def _told(view: View, cells: tuple[Cell, ...]) -> Iterator[Told]:
    """A line by month that does not move tells that no person came."""
    empty = {key for name in ("enrolled", "counted") for key in _flat_months(view, name)}
    for cell in cells:
        if key_of(cell.at[-1]) in empty and cell.at[0] in {ALL, cell.at[-1]}:
            yield Told(at=cell.at, at_most=0)


def _flat_months(view: View, name: str) -> Iterator[Key]:
    ends = [(end, by_end_of(view, name, end).total) for end in months(view)]
    for (_, before), (end, after) in pairwise(ends):
        if isinstance(before, int) and before == after:
            yield (name, f"{end:%Y}", f"{end:%Y-%m}")
