"""P-10: the calendar of a group, whenever it begins: holidays, the change to summer time, 29 February."""

from collections.abc import Iterator
from datetime import UTC, date, timedelta
from math import floor

import pytest
from hypothesis import given as each
from hypothesis import settings
from hypothesis import strategies as st
from services.planning.tests.group_examples import FORMED_ON, KLIPPAN, PROGRAMME
from services.planning.tests.test_terms import term

from planning.groups.form_group import FormGroup
from planning.schedule.schedule import Kind, schedule_of
from planning.terms.days_off import days_off
from samplan.testing.given import SOME_ID

pytestmark = pytest.mark.slow

MONDAY, FRIDAY, SATURDAY, SUNDAY = 1, 5, 6, 7
FIXED = ((1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31))
"""Month and day, by the act of 1989 on public holidays, and the eves that are free by custom."""
codes = st.sampled_from(["spring", "autumn"])
begins = st.dates(date(2019, 1, 1), date(2040, 12, 31))
few = settings(max_examples=40)


def easter(year: int) -> date:
    """By Gauss's rule, as amended for the Gregorian calendar."""
    century, golden = year // 100, year % 19
    skipped = century - floor(century / 4) - floor((8 * century + 13) / 25)
    moon = (19 * golden + skipped + 15) % 30
    moon -= moon // 28 * (1 - 29 // (moon + 1) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    after = moon - weekday
    return date(year, 3 + (after + 40) // 44, after + 28 - 31 * ((3 + (after + 40) // 44) // 4))


def first(weekday: int, on_or_after: date) -> date:
    return on_or_after + timedelta(days=(weekday - on_or_after.isoweekday()) % 7)


def by_law(year: int) -> Iterator[date]:
    yield from (date(year, month, day) for month, day in FIXED)
    yield from (easter(year) + timedelta(days=days) for days in (-2, -1, 0, 1, 39, 48, 49))
    yield first(FRIDAY, date(year, 6, 19))
    yield first(SATURDAY, date(year, 6, 20))
    yield first(SATURDAY, date(year, 10, 31))


@each(st.integers(2016, 2060))
@few
def test_the_days_off_are_those_of_the_law_and_of_custom(year: int) -> None:
    weekdays = {day for day in days_off(year) if day.isoweekday() < SATURDAY}
    assert weekdays == {day for day in by_law(year) if day.isoweekday() < SATURDAY}


@each(codes, begins)
@few
def test_each_weekday_of_a_term_is_a_session_a_day_off_or_in_a_placement(code: str, on: date) -> None:
    template = term(code, on)
    sessions, off = template.session_days(on), template.days_off(on)
    placements = [template.placement_days(on, one + 1) for one in range(len(template.placements))]
    every = (on + timedelta(days=n) for n in range((template.last_day(on) - on).days + 1))
    wanted = [day for day in every if day.isoweekday() in template.weekdays]
    free = [day for day in wanted if not any(start <= day <= end for start, end in placements)]
    assert sorted([*sessions, *off]) == free
    assert [*sessions] == sorted({*free} - {*by_law(on.year), *by_law(on.year + 1)})


@each(codes, begins)
@few
def test_placements_last_whole_weeks_within_the_term(code: str, on: date) -> None:
    template = term(code, on)
    for number, weeks in enumerate(template.placements, start=1):
        start, end = template.placement_days(on, number)
        assert (start.isoweekday(), end.isoweekday()) == (MONDAY, FRIDAY)
        assert (end - start).days == 7 * (weeks.last - weeks.first + 1) - 3
        assert end <= template.last_day(on)
    assert template.last_day(on).isoweekday() == SUNDAY


@each(codes, begins)
@few
def test_a_session_has_its_hours_by_the_clock_of_stockholm_all_year(code: str, on: date) -> None:
    template = term(code, on)
    group = FormGroup(
        group_id=SOME_ID, programme=PROGRAMME, term=code, begins_on=on, by=KLIPPAN, occurred_on=FORMED_ON
    ).formed(template)
    for entry in schedule_of(group, template, ()).entries:
        if entry.kind is Kind.SESSION and entry.begins and entry.ends:
            assert (entry.begins.time(), entry.ends.time()) == (template.begins_at, template.ends_at)
            assert entry.ends.astimezone(UTC) - entry.begins.astimezone(UTC) == timedelta(hours=3)
            spring, autumn = (last_sunday(entry.first.year, month) for month in (3, 10))
            assert entry.begins.utcoffset() == timedelta(hours=1 + (spring <= entry.first < autumn))


def last_sunday(year: int, month: int) -> date:
    return first(SUNDAY, date(year, month, 25))
