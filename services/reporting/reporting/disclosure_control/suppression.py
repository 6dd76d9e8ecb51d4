"""Which of a forest of nested groups may be shown without revealing fewer than five people (promise I23).

The published groups of one tree are nested or disjoint. So sums and differences reveal nothing but the
rests: a group less the largest published groups inside it. A forest is safe when every rest is 0 or at
least five people. The rule for one sex is the rule for both: a row is shown whole or not at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reporting.cubes.census import NO_PEOPLE, Key, People

SMALLEST = 5


@dataclass(frozen=True)
class Group:
    """A group and the groups inside it. Of two that could be withheld, the less `wanted` one is."""

    key: Key
    parts: tuple[Group, ...] = ()
    wanted: int = 0
    by_sex: bool = True


def withheld(forest: Sequence[Group], people: Mapping[Key, People]) -> frozenset[Key]:
    """The groups that must not be shown. Trees may share groups."""
    hidden = {group.key for tree in forest for group in _all(tree) if _is_small(_cells(group, people))}
    while victims := {victim for tree in forest for victim in _victims(tree, people, hidden)}:
        hidden |= victims
    return frozenset(hidden)


def may_show_sexes(people: People) -> bool:
    """Whether a programme is large enough to be shown by sex at all."""
    return not _is_small((people.women, people.men))


def rest(group: Group, people: Mapping[Key, People], hidden: frozenset[Key] | set[Key]) -> tuple[int, ...]:
    """The group less the largest visible groups inside it: by sex, or in all."""
    cells = _cells(group, people)
    for part in _visible_below(group, hidden):
        inside = _cells(part, people) if group.by_sex else (people.get(part.key, NO_PEOPLE).total,)
        cells = tuple(whole - some for whole, some in zip(cells, inside, strict=True))
    return cells


def _victims(tree: Group, people: Mapping[Key, People], hidden: set[Key]) -> Iterator[Key]:
    """At most one group for each fault of the tree, in one pass."""
    for group in _all(tree):
        below = _visible_below(group, hidden)
        left_over = rest(group, people, hidden)
        if group.key not in hidden:
            if _is_revealed(left_over, group, people, hidden):
                yield min((*below, group), key=lambda one: _worth(one, people)).key
        elif below and not any(left_over):  # its parts would reveal it
            yield min(below, key=lambda one: _worth(one, people)).key


def _is_revealed(
    left_over: tuple[int, ...], group: Group, people: Mapping[Key, People], hidden: set[Key]
) -> bool:
    """Few people, or so many that each withheld part must hold exactly four."""
    if any(0 < cell < SMALLEST for cell in left_over):
        return True
    parts = [_cells(part, people) for part in group.parts if part.key in hidden]
    if not parts or not group.by_sex:
        return bool(parts) and _all_at_most(left_over[0], [sum(part) for part in parts])
    return any(_all_at_most(cell, [part[n] for part in parts]) for n, cell in enumerate(left_over))


def _all_at_most(cell: int, parts: list[int]) -> bool:
    return cell > 0 and all(part < SMALLEST for part in parts) and cell == (SMALLEST - 1) * len(parts)


def _is_small(cells: tuple[int, ...]) -> bool:
    return sum(cells) < SMALLEST or any(0 < cell < SMALLEST for cell in cells)


def _cells(group: Group, people: Mapping[Key, People]) -> tuple[int, ...]:
    some = people.get(group.key, NO_PEOPLE)
    return (some.women, some.men) if group.by_sex else (some.total,)


def _worth(group: Group, people: Mapping[Key, People]) -> tuple[int, int, Key]:
    return (group.wanted, people.get(group.key, NO_PEOPLE).total, group.key)


def _visible_below(group: Group, hidden: frozenset[Key] | set[Key]) -> list[Group]:
    found: list[Group] = []
    for part in group.parts:
        found += _visible_below(part, hidden) if part.key in hidden else [part]
    return found


def _all(tree: Group) -> Iterator[Group]:
    yield tree
    for part in tree.parts:
        yield from _all(part)
