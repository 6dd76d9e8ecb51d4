"""Limits in months, at the ends of months and in leap years."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.settings.calendar import months_after

pytestmark = pytest.mark.slow

days = st.dates(date(1990, 1, 1), date(2090, 12, 31))
spans = st.integers(-36, 36)


def month_of(day: date) -> int:
    return day.year * 12 + day.month


@given(days, spans)
def test_is_the_same_day_that_many_months_later_or_the_last_one_of_a_shorter_month(
    day: date, months: int
) -> None:
    later = months_after(day, months)
    assert month_of(later) == month_of(day) + months
    is_last = later.day == monthrange(later.year, later.month)[1]
    assert later.day == day.day or (is_last and later.day < day.day)


@given(days, spans)
def test_never_comes_earlier_for_who_began_later(day: date, months: int) -> None:
    assert months_after(day, months) <= months_after(day + timedelta(days=1), months)
