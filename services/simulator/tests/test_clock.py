"""The landscape's clock moves forward in windows, whatever is driven again."""

from datetime import date
from pathlib import Path

import pytest

from chassis.settings.clock_file import ClockUnreadable, date_in
from simulator.driving.clock import Clock
from simulator.stories.days import LAST_DAY

JUNE_1 = date(2020, 6, 1)
JUNE_10 = date(2020, 6, 10)
JUNE_11 = date(2020, 6, 11)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "volume" / "clock"


class TestClock:
    def test_writes_what_the_services_read(self, file: Path) -> None:
        Clock(file).move_to(JUNE_1)
        assert date_in(file) == JUNE_1

    def test_leaves_nothing_beside_the_file(self, file: Path) -> None:
        Clock(file).move_to(JUNE_1)
        assert [one.name for one in file.parent.iterdir()] == ["clock"]

    def test_never_goes_back(self, file: Path) -> None:
        clock = Clock(file)
        clock.move_to(JUNE_10)
        clock.move_to(JUNE_1)
        assert (clock.today, date_in(file)) == (JUNE_10, JUNE_10)

    def test_begins_only_where_no_date_is_set(self, file: Path) -> None:
        clock = Clock(file)
        clock.begin_on(JUNE_1)
        clock.begin_on(JUNE_10)
        assert (clock.today, date_in(file)) == (JUNE_1, JUNE_1)

    def test_is_set_back_for_a_programme_of_earlier_years(self, file: Path) -> None:
        clock = Clock(file)
        clock.move_to(JUNE_10)
        clock.set_back_to(JUNE_1)
        assert (clock.today, date_in(file)) == (JUNE_1, JUNE_1)

    def test_resumes_from_the_file(self, file: Path) -> None:
        Clock(file).move_to(JUNE_10)
        again = Clock(file)
        again.move_to(JUNE_1)
        assert (again.today, date_in(file)) == (JUNE_10, JUNE_10)

    def test_does_not_guess_what_the_file_should_hold(self, file: Path) -> None:
        file.parent.mkdir()
        file.write_text("tomorrow")
        with pytest.raises(ClockUnreadable):
            Clock(file)


class TestAWindow:
    def test_lasts_ten_days_from_its_first_step(self) -> None:
        clock = Clock()
        clock.open_window(JUNE_1)
        assert clock.today == JUNE_10
        clock.open_window(JUNE_11)
        assert clock.today == date(2020, 6, 20)

    def test_is_not_opened_for_a_step_of_the_past(self) -> None:
        clock = Clock()
        clock.open_window(JUNE_1)
        clock.open_window(JUNE_10)
        assert clock.today == JUNE_10

    def test_does_not_reach_beyond_the_last_day(self) -> None:
        clock = Clock()
        clock.open_window(date(2022, 12, 29))
        assert clock.today == LAST_DAY
