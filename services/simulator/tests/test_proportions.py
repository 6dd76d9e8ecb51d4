from hypothesis import given
from hypothesis import strategies as st

from simulator.stories.proportions import by_largest_remainder

weights = st.dictionaries(st.text(min_size=1, max_size=3), st.integers(1, 5000), min_size=1, max_size=20)


class TestByLargestRemainder:
    def test_gives_the_remaining_person_to_the_largest_remainder(self) -> None:
        assert by_largest_remainder({"women": 2188, "men": 2107}, 240) == {"women": 122, "men": 118}

    @given(weights, st.integers(0, 5000))
    def test_adds_up(self, weights: dict[str, int], total: int) -> None:
        assert sum(by_largest_remainder(weights, total).values()) == total

    @given(weights)
    def test_keeps_the_total(self, weights: dict[str, int]) -> None:
        assert by_largest_remainder(weights, sum(weights.values())) == weights

    @given(weights, st.integers(0, 5000))
    def test_differs_by_less_than_one_person(self, weights: dict[str, int], total: int) -> None:
        whole = sum(weights.values())
        shares = by_largest_remainder(weights, total)
        assert all(abs(shares[key] - weights[key] * total / whole) < 1 for key in weights)
