import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.answers.survival import Course, Stay

ENDED = (6, 6, 6, 7, 10, 13, 16, 22, 23)
WATCHED = (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
REMISSION = Course([Stay(day, True, False) for day in ENDED] + [Stay(day, False, False) for day in WATCHED])
"""Weeks in remission under 6-mercaptopurine, E. J. Freireich and others (1963): the textbook example."""


class TestCourse:
    @pytest.mark.parametrize(
        ("weeks", "remaining"),
        [(5, 1.0), (6, 0.857), (7, 0.807), (10, 0.753), (13, 0.690), (16, 0.627), (22, 0.538), (23, 0.448)],
    )
    def test_equals_the_textbook(self, weeks: int, remaining: float) -> None:
        state = REMISSION.after(weeks)
        assert state is not None
        assert state.remaining == pytest.approx(remaining, abs=5e-4)

    def test_has_the_interval_of_the_textbook(self) -> None:
        """Of the log(-log) kind, at ten weeks: 0.503 to 0.889."""
        state = REMISSION.after(10)
        assert state is not None
        assert state.interval == pytest.approx((0.503, 0.889), abs=5e-4)

    def test_has_the_half_life_of_the_textbook(self) -> None:
        assert REMISSION.half_life() == 23
        assert Course([Stay(3, False, False)]).half_life() is None

    def test_says_nothing_of_what_nobody_was_watched_for(self) -> None:
        assert REMISSION.after(35) is not None
        assert REMISSION.after(36) is None
        assert Course([]).after(0) is None

    def test_is_not_certain_though_everybody_remains(self) -> None:
        state = Course([Stay(10, False, False, people=10)]).after(5)
        assert state is not None
        assert state.remaining == 1
        assert state.interval == pytest.approx((0.7225, 1), abs=5e-4)

    @pytest.mark.slow
    @given(st.lists(st.tuples(st.integers(0, 40), st.booleans()), min_size=1))
    def test_is_a_plain_share_once_everybody_has_left(self, some: list[tuple[int, bool]]) -> None:
        stays = [Stay(days, True, is_counted) for days, is_counted in some]
        course = Course(stays)
        for days in (0, 10, 40, 90):
            state = course.after(days)
            assert state is not None
            left = [stay for stay in stays if stay.days <= days]
            assert state.remaining == pytest.approx(1 - len(left) / len(stays))
            assert state.counted == pytest.approx(sum(stay.is_counted for stay in left) / len(stays))

    @pytest.mark.slow
    @given(
        st.lists(
            st.tuples(st.integers(0, 40), st.sampled_from([(False, False), (True, False), (True, True)])),
            min_size=1,
        )
    )
    def test_shares_never_exceed_everybody(self, some: list[tuple[int, tuple[bool, bool]]]) -> None:
        course = Course(Stay(days, *how) for days, how in some)
        for days in range(42):
            if state := course.after(days):
                assert 0 <= state.counted <= 1 - state.remaining + 1e-9
                assert state.interval.low - 1e-9 <= state.remaining <= state.interval.high + 1e-9
