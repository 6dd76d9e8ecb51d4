"""P-10: the term calendars of Första Steget, as the days fell in 2019."""

from datetime import date
from pathlib import Path

import pytest

from chassis.settings.programmes import BadProgramme, load_programmes
from planning.rules import SECTIONS
from planning.terms import Term
from planning.terms.days_off import is_day_off
from planning.terms.template import TermTemplate

ROOT = Path(__file__).parents[3]
FILE = ROOT / "programmes/forsta-steget.toml"
PROGRAMME = "forsta-steget"
SPRING, AUTUMN = date(2019, 1, 21), date(2019, 8, 26)
PROGRAMMES = load_programmes(FILE.parent, *SECTIONS)


def term(code: str, on: date) -> Term:
    template = PROGRAMMES[PROGRAMME].in_force(TermTemplate, on, of=code)
    assert template
    return template.term


class TestSpring:
    days = term("spring", SPRING).session_days(SPRING)

    def test_has_13_weeks_of_four_mornings_without_the_days_off(self) -> None:
        easter_monday, may_day = date(2019, 4, 22), date(2019, 5, 1)
        assert len(self.days) == 13 * 4 - 2
        assert {day.isoweekday() for day in self.days} == {1, 2, 3, 4}
        assert {easter_monday, may_day}.isdisjoint(self.days)

    def test_lasts_17_weeks_with_two_periods_of_placement(self) -> None:
        spring = term("spring", SPRING)
        assert (spring.last_day(SPRING) - SPRING).days + 1 == 17 * 7
        assert spring.placement_days(SPRING, 1) == (date(2019, 3, 11), date(2019, 3, 22))
        assert spring.placement_days(SPRING, 2) == (date(2019, 5, 6), date(2019, 5, 17))

    def test_has_no_session_during_a_placement(self) -> None:
        spring = term("spring", SPRING)
        for period in (1, 2):
            first, last = spring.placement_days(SPRING, period)
            assert not [day for day in self.days if first <= day <= last]


def test_autumn_has_12_weeks_of_four_mornings_and_16_in_all() -> None:
    autumn = term("autumn", AUTUMN)
    assert len(autumn.session_days(AUTUMN)) == 12 * 4
    assert (autumn.last_day(AUTUMN) - AUTUMN).days + 1 == 16 * 7


def test_a_group_that_begins_within_a_week_has_no_session_before_its_first_day() -> None:
    wednesday = date(2019, 1, 23)
    assert term("spring", wednesday).session_days(wednesday)[0] == wednesday


@pytest.mark.parametrize(
    "day", ["2019-04-19", "2019-05-30", "2019-06-06", "2019-06-21", "2019-12-24", "2020-04-13", "2024-12-31"]
)
def test_nobody_works_on_a_holiday_or_a_free_eve(day: str) -> None:
    assert is_day_off(date.fromisoformat(day))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("{ first = 16, last = 17 }", "{ first = 16, last = 18 }"),
        ("{ first = 16, last = 17 }", "{ first = 9, last = 17 }"),
        ("ends_at = 12:00:00", "ends_at = 08:00:00"),
        ("smallest_group = 5", "smallest_group = 11"),
        ("weekdays = [1, 2, 3, 4]", "weekdays = [1, 2, 3, 7]"),
    ],
)
def test_an_impossible_template_stops_the_start(tmp_path: Path, right: str, wrong: str) -> None:
    text = FILE.read_text()
    assert right in text
    (tmp_path / FILE.name).write_text(text.replace(right, wrong, 1))
    with pytest.raises(BadProgramme, match="term_templates"):
        load_programmes(tmp_path, *SECTIONS)
