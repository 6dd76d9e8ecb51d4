"""Every group that a figure shows is in the forest, so that no figure escapes disclosure control."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from hypothesis import given, settings
from services.reporting.tests.disclosure_control.crowds import CROWDS, Crowd, census_of, groups, published
from typing_extensions import override

from chassis.settings.programmes import Programme
from reporting.cubes.census import Key
from reporting.disclosure_control.view import View
from reporting.questions import PUBLISHED


class Asked(View):
    """Records the groups that figures read."""

    keys: ClassVar[set[Key]] = set()

    @override
    def _are_shown(self, keys: Sequence[Key]) -> bool:
        self.keys.update(keys)
        return super()._are_shown(keys)


@settings(max_examples=40)
@given(crowd=CROWDS)
def test_no_figure_shows_a_group_outside_the_forest(malmokraften: Programme, crowd: Crowd) -> None:
    view = published(census_of(crowd, malmokraften))
    asked = Asked(view.census, view.head, is_published=True, tells_sexes=view.tells_sexes, hidden=view.hidden)
    asked.keys.clear()
    for figure in PUBLISHED:
        figure.answer(asked)
    grown = {group.key for group in groups(view)}
    assert {key for key in asked.keys - grown if view.census.of(*key).total} == set()
