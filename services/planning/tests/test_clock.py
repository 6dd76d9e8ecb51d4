"""P-21: what is stopped does not run, whatever the calendar does."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given as each
from hypothesis import strategies as st
from services.planning.tests.examples import CITY, KEEPER

from planning.plan.clock import Clock, Stop, StopReason
from samplan.contracts.codes import Agency

ENROLLED_ON = date(2020, 1, 30)
DAYS = st.dates(ENROLLED_ON, date(2021, 6, 30))


@st.composite
def stops(draw: st.DrawFn) -> Stop:
    first, other = sorted((draw(DAYS), draw(DAYS)))
    return stop(first, min(other, first + timedelta(days=90)), by=draw(st.sampled_from([KEEPER, CITY])))


def stop(first: date, until: date, by: Agency = KEEPER) -> Stop:
    return Stop(first=first, until=until, reason=StopReason.SICK_LEAVE, by=by)


def clock_of(stops: list[Stop], days: int = 60) -> Clock:
    due = ENROLLED_ON + timedelta(days=days)
    return Clock(due, due, tuple(stops))


def stopped_days(clock: Clock) -> set[date]:
    """By counting."""
    return {
        one.first + timedelta(days=n) for one in clock.stops for n in range((one.last - one.first).days + 1)
    }


@pytest.mark.slow
class TestEveryClock:
    @each(st.lists(stops(), max_size=6), DAYS, DAYS)
    def test_counts_each_stopped_day_once(self, entered: list[Stop], after: date, until: date) -> None:
        clock = clock_of(entered)
        counted = [day for day in stopped_days(clock) if after < day <= until]
        assert clock.stopped_days(after, until) == len(counted)

    @each(st.lists(stops(), max_size=6), st.integers(1, 120))
    def test_lets_the_programmes_days_run_and_is_due_on_a_running_day(
        self, entered: list[Stop], days: int
    ) -> None:
        clock = clock_of(entered, days)
        due = clock.due_by(ENROLLED_ON)
        assert (due - ENROLLED_ON).days - clock.stopped_days(ENROLLED_ON, due) == days
        assert due not in stopped_days(clock)

    @each(st.lists(stops(), max_size=5).flatmap(lambda some: st.tuples(st.just(some), st.permutations(some))))
    def test_gives_the_same_day_in_every_order_of_entry(self, both: tuple[list[Stop], list[Stop]]) -> None:
        in_order, mixed = (clock_of(one).due_by(ENROLLED_ON) for one in both)
        assert in_order == mixed

    @each(st.lists(stops(), max_size=4), st.integers(-2000, 8000))
    def test_runs_alike_from_every_day_of_the_calendar(self, entered: list[Stop], moved: int) -> None:
        """Over each change of the clocks, 29 February and month's end from 2014 to 2041."""
        by = timedelta(days=moved)
        later = [replace(one, first=one.first + by, until=one.until + by) for one in entered]
        clock, due = clock_of(entered), ENROLLED_ON + timedelta(days=60) + by
        assert Clock(due, due, tuple(later)).due_by(ENROLLED_ON + by) == clock.due_by(ENROLLED_ON) + by

    @each(st.lists(stops(), max_size=5), DAYS)
    def test_runs_again_for_the_agency_that_stopped_it(self, entered: list[Stop], on: date) -> None:
        before = clock_of(entered)
        after = before.resumed(KEEPER, on)
        others = stopped_days(clock_of([one for one in entered if one.by != KEEPER]))
        earlier = {day for day in stopped_days(before) if day < on}
        assert stopped_days(after) == earlier | others
        assert after.resumed(KEEPER, on) == after


class TestClock:
    @pytest.mark.parametrize(
        ("first", "until", "due"),
        [
            pytest.param(date(2020, 2, 28), date(2020, 3, 1), date(2020, 4, 2), id="over a 29 February"),
            pytest.param(date(2020, 2, 29), date(2020, 2, 29), date(2020, 3, 31), id="on a 29 February"),
            pytest.param(date(2020, 3, 28), date(2020, 3, 30), date(2020, 4, 2), id="over summer time"),
            pytest.param(date(2020, 1, 31), date(2020, 2, 1), date(2020, 4, 1), id="over a month's end"),
            pytest.param(date(2020, 1, 30), date(2020, 1, 30), date(2020, 3, 30), id="on the first day"),
            pytest.param(date(2020, 3, 30), date(2020, 4, 3), date(2020, 4, 4), id="on the last day"),
            pytest.param(date(2020, 3, 31), date(2020, 4, 3), date(2020, 3, 30), id="on the day after"),
        ],
    )
    def test_is_due_later_by_each_stopped_day_of_the_calendar(
        self, first: date, until: date, due: date
    ) -> None:
        clock = clock_of([stop(first, until)])
        assert clock.due_by(ENROLLED_ON) == due
