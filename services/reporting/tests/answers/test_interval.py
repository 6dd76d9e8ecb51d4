"""Against the examples printed by Newcombe (1998), table II, method 10."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.answers.interval import Part, newcombe, wilson


class TestNewcombe:
    @pytest.mark.parametrize(
        ("one", "other", "printed"),
        [
            ((56, 70), (48, 80), (0.0524, 0.3339)),
            ((9, 10), (3, 10), (0.1705, 0.8090)),
            ((5, 56), (0, 29), (-0.0381, 0.1926)),
            ((0, 10), (0, 10), (-0.2775, 0.2775)),
            ((10, 10), (0, 10), (0.6075, 1.0)),
        ],
    )
    def test_equals_the_printed_examples(
        self, one: tuple[int, int], other: tuple[int, int], printed: tuple[float, float]
    ) -> None:
        assert newcombe(Part(*one), Part(*other)) == pytest.approx(printed, abs=5e-5)

    def test_of_everybody_against_everybody_is_not_certain(self) -> None:
        """K83."""
        assert newcombe(Part(10, 10), Part(10, 10)) == pytest.approx((-0.2775, 0.2775), abs=5e-5)

    @given(st.integers(1, 300), st.integers(1, 300), st.data())
    def test_holds_the_difference_and_has_a_width(
        self, people: int, others: int, data: st.DataObject
    ) -> None:
        one = Part(data.draw(st.integers(0, people)), people)
        other = Part(data.draw(st.integers(0, others)), others)
        low, high = newcombe(one, other)
        assert -1 - 1e-9 <= low < high <= 1 + 1e-9
        assert low - 1e-9 <= one.share - other.share <= high + 1e-9


class TestWilson:
    def test_of_nobody_among_few_reaches_beyond_zero(self) -> None:
        assert wilson(Part(0, 10)) == pytest.approx((0, 0.2775), abs=5e-5)

    def test_of_a_known_share(self) -> None:
        """Newcombe's companion paper: 81 of 263."""
        assert wilson(Part(81, 263)) == pytest.approx((0.2553, 0.3662), abs=5e-5)
