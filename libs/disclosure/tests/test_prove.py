"""An attacker finds no person in what was judged safe: `make prove-releases` attacks a thousand sequences."""

from __future__ import annotations

import pytest
from libs.disclosure.tests.attacker import Published, found
from libs.disclosure.tests.examples import SEX, table
from libs.disclosure.tests.prove import attack, read

from samplan.disclosure.tables import Place

PEOPLE: dict[Place, int] = {("woman",): 12, ("man",): 20}


def published(people: dict[Place, int], *hidden: str) -> list[Published]:
    return [read(table(SEX, people=people, hidden=[(code,) for code in hidden]))]


class TestAttacker:
    def test_finds_no_person_where_everything_is_large(self) -> None:
        assert found([published(PEOPLE)], [[PEOPLE]]) == []

    def test_finds_a_withheld_cell_that_follows(self) -> None:
        people: dict[Place, int] = {("woman",): 3, ("man",): 20}
        assert found([published(people, "woman")], [[people]])

    def test_finds_who_came_between_two_releases(self) -> None:
        later: dict[Place, int] = {("woman",): 14, ("man",): 20}
        assert found([published(PEOPLE), published(later)], [[PEOPLE], [later]])


@pytest.mark.slow
@pytest.mark.parametrize("seed", [6, 7])
def test_no_person_is_found_in_a_sequence_of_releases(seed: int) -> None:
    assert attack(seed) == []
