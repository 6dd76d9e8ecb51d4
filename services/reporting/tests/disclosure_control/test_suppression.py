"""Promise I23: no published cell, sum or difference of cells describes fewer than five people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from services.reporting.tests.disclosure_control.crowds import (
    CROWDS,
    KINDS,
    Crowd,
    census_of,
    descendants,
    groups,
    published,
)

from chassis.settings.programmes import Programme
from reporting.answers.answer import Withheld
from reporting.cubes.census import Key, People
from reporting.disclosure_control.suppression import Group, rest, withheld
from reporting.disclosure_control.view import View
from reporting.figures.targets.measured import measure_by, months
from reporting.programmes.indicators import TO_WORK_OR_STUDIES, TargetRow

A_LARGE_PRIME = 2_147_483_647


class TestWithheld:
    def test_is_a_group_of_fewer_than_five(self) -> None:
        assert hide(women(30), moved=women(26), deceased=women(4)) == {"deceased", "moved"}

    def test_is_nothing_when_every_group_is_large(self) -> None:
        assert hide(women(30), moved=women(20), deceased=women(10)) == set()

    def test_is_the_smallest_sibling_too(self) -> None:
        hidden = hide(women(60), moved=women(30), returned=women(26), deceased=women(4))
        assert hidden == {"deceased", "returned"}

    def test_is_no_other_group_where_two_small_ones_protect_each_other(self) -> None:
        assert hide(women(37), moved=women(30), ended=women(3), deceased=women(4)) == {"ended", "deceased"}

    def test_is_another_group_where_two_must_be_exactly_four(self) -> None:
        assert "moved" in hide(women(38), moved=women(30), ended=women(4), deceased=women(4))

    def test_is_both_sexes_when_one_of_them_is_small(self) -> None:
        hidden = hide(People(40, 40), moved=People(20, 20), returned=People(12, 18), ended=People(8, 2))
        assert hidden == {"ended", "returned"}

    def test_is_not_a_group_of_one_sex_alone(self) -> None:
        assert hide(women(50), moved=women(20), returned=women(30)) == set()

    def test_is_no_step_after_which_none_or_many_leave(self) -> None:
        assert hide(women(50), plan=women(50)) == set()
        assert hide(women(50), plan=women(45)) == set()

    def test_is_a_step_after_which_a_few_leave(self) -> None:
        assert hide(women(50), plan=women(47)) == {"plan"}

    def test_is_a_part_of_a_withheld_group_that_its_parts_would_reveal(self) -> None:
        people: dict[Key, People] = {("whole",): women(100), ("x",): women(40), ("y",): women(57)}
        people |= {("x", "a"): women(15), ("x", "b"): women(25)}
        by_letter = Group(("x",), (Group(("x", "a")), Group(("x", "b"))))
        whole = Group(("whole",), (Group(("x",)), Group(("y",))), wanted=1)
        assert withheld([whole, by_letter], people) == {("x",), ("x", "a")}


def women(people: int) -> People:
    return People(women=people)


def hide(whole: People, **parts: People) -> set[str]:
    people: dict[Key, People] = {("whole",): whole}
    people.update(((name,), some) for name, some in parts.items())
    tree = Group(("whole",), tuple(Group((name,)) for name in parts), wanted=1)
    return {key[0] for key in withheld([tree], people)}


@settings(max_examples=40)
@given(crowd=CROWDS)
def test_no_rest_of_a_published_group_is_small(malmokraften: Programme, crowd: Crowd) -> None:
    census = census_of(crowd, malmokraften)
    view = published(census)
    for group in groups(view):
        if group.key not in view.hidden:
            cells = rest(group, census.people, view.hidden)
            assert all(cell == 0 or cell >= 5 for cell in (*cells, sum(cells)))


@settings(max_examples=40)
@given(crowd=CROWDS)
def test_no_difference_of_two_or_three_nested_groups_is_small(malmokraften: Programme, crowd: Crowd) -> None:
    census = census_of(crowd, malmokraften)
    view = published(census)
    for group in groups(view):
        inside = [part.key for part in descendants(group) if part.key not in view.hidden]
        for key in inside if group.key not in view.hidden else ():
            few = census.of(*group.key).total - census.of(*key).total
            assert few == 0 or few >= 5
        for one, other in combinations([part.key for part in group.parts if part.key in inside], 2):
            few = census.of(*group.key).total - census.of(*one).total - census.of(*other).total
            assert group.key in view.hidden or few == 0 or few >= 5


@pytest.mark.slow
@settings(max_examples=25)
@given(crowd=CROWDS)
def test_no_small_group_can_be_solved_for(malmokraften: Programme, crowd: Crowd) -> None:
    """Everything published, as equations in the number of people of each kind."""
    census = census_of(crowd, malmokraften)
    view = published(census)
    kinds = [census_of([(kind, 1)], malmokraften).people for kind in range(len(KINDS))]
    known = Span([row for group in groups(view) for row in equations(view, group, kinds)])
    for group in groups(view):
        for sex in ("women", "men", "total"):
            if 0 < getattr(census.of(*group.key), sex) < 5:
                assert [getattr(kind.get(group.key, People()), sex) for kind in kinds] not in known


@settings(max_examples=40)
@given(crowd=CROWDS)
def test_no_rise_from_one_shown_month_to_another_is_small(malmokraften: Programme, crowd: Crowd) -> None:
    view = published(census_of(crowd, malmokraften))
    for name in ("participants", TO_WORK_OR_STUDIES):
        target = malmokraften.history(TargetRow, of=name)[-1]
        by_month = [measure_by(view, target, month) for month in months(view)]
        shown = [people for people in by_month if isinstance(people, int)]
        assert all(more == some or more - some >= 5 for some, more in pairwise(shown))


@settings(max_examples=40)
@given(crowd=CROWDS)
def test_no_number_under_five_is_shown(malmokraften: Programme, crowd: Crowd) -> None:
    view = published(census_of(crowd, malmokraften))
    for group in groups(view):
        shown = view.by_sex(group.key)
        for cell in (shown.women, shown.men, shown.total, view.in_all(group.key)):
            assert isinstance(cell, Withheld) or (cell is not None and cell >= 5)


def equations(view: View, group: Group, kinds: list[Mapping[Key, People]]) -> Iterator[list[int]]:
    """What a reader learns about a group: a row of coefficients for each number shown."""
    shown = view.by_sex(group.key) if group.by_sex else None
    total = shown.total if shown else view.in_all(group.key)
    for sex, cell in (("women", shown and shown.women), ("men", shown and shown.men), ("total", total)):
        if isinstance(cell, int):
            yield [getattr(kind.get(group.key, People()), sex) for kind in kinds]


class Span:
    """All sums and differences of some rows; by arithmetic modulo a large prime."""

    def __init__(self, rows: list[list[int]]) -> None:
        self._pivots: dict[int, list[int]] = {}
        for row in rows:
            left = self._reduced(row)
            pivot = next((n for n, value in enumerate(left) if value), None)
            if pivot is not None:
                inverse = pow(left[pivot], -1, A_LARGE_PRIME)
                self._pivots[pivot] = [value * inverse % A_LARGE_PRIME for value in left]

    def __contains__(self, row: list[int]) -> bool:
        return not any(self._reduced(row))

    def _reduced(self, row: list[int]) -> list[int]:
        for pivot, known in sorted(self._pivots.items()):
            if factor := row[pivot]:
                row = [(a - factor * b) % A_LARGE_PRIME for a, b in zip(row, known, strict=True)]
        return row
