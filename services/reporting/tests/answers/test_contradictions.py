from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import pytest

from reporting.answers.contradictions import Contradiction, of_part, of_rate, of_rate_alone, of_sums

TABLE = {
    "work": {"women": 766, "men": 900, "total": 1666},
    "studies": {"women": 149, "men": 59, "total": 208},
    "total": {"women": 915, "men": 959, "total": 1874},
}


def codes(found: Iterable[Contradiction]) -> list[tuple[str, str]]:
    return [(one.code, one.where) for one in found]


class TestAPart:
    def test_that_exceeds_the_whole_is_warned_of(self) -> None:
        assert codes(of_part("exits", 275, 274)) == [("part_exceeds_whole", "exits")]
        assert codes(of_part("exits", 274, 274)) == []


class TestAPrintedRate:
    @pytest.mark.parametrize(
        ("rate", "part", "whole", "is_right"),
        [
            ("43.63", 1874, 4295, True),
            ("43.6", 1874, 4295, True),
            ("44", 1874, 4295, True),
            ("43.7", 1874, 4295, False),
            ("62.5", 5, 8, True),
            ("63", 5, 8, True),  # half up
        ],
    )
    def test_is_its_part_of_the_whole_to_the_decimals_that_it_has(
        self, rate: str, part: int, whole: int, is_right: bool
    ) -> None:
        assert codes(of_rate("work", Decimal(rate), part, whole)) == (
            [] if is_right else [("rate_is_not_n_of_d", "work")]
        )

    def test_that_no_number_of_people_gives_is_warned_of_with_the_nearest_ones(self) -> None:
        """Malmökraften's final report: 47.2 % of the insurance agency's 274."""
        [warning] = of_rate_alone("fk", Decimal("47.2"), 274)
        assert warning.code == "no_count_gives_the_rate"
        assert [(one.part, one.number) for one in warning.expected] == [(129, "47.08"), (130, "47.45")]
        assert [*of_rate_alone("fk", Decimal("47.1"), 274), *of_rate_alone("fk", Decimal(100), 274)] == []


class TestATable:
    def test_that_adds_up_is_not_warned_of(self) -> None:
        assert codes(of_sums("exits", TABLE)) == []

    def test_names_the_row_and_the_column_that_do_not_add_up(self) -> None:
        wrong = TABLE | {"work": {"women": 766, "men": 901, "total": 1666}}
        assert codes(of_sums("exits", wrong)) == [
            ("row_does_not_add_up", "exits:work"),
            ("column_does_not_add_up", "exits:men"),
        ]

    def test_takes_what_is_not_measured_for_no_number(self) -> None:
        without = {"work": {"total": 1666}, "studies": {"total": 208}, "total": {"total": 1874}}
        assert codes(of_sums("exits", without)) == []
