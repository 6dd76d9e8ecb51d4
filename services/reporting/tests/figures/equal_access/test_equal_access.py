"""Equal access equals a count of the journeys, on any day; what is said of it is true of the data."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from services.reporting.tests.cubes.histories import DAYS
from services.reporting.tests.cubes.test_counting import PEOPLE
from services.reporting.tests.figures.reading import EN, SV, plain

from chassis.settings.programmes import Programme
from reporting.cubes.access import Access, Enrolled, Started, access_in
from reporting.cubes.census import Census
from reporting.cubes.contribution import contribution
from reporting.disclosure_control.view import View, exact_view
from reporting.figures.equal_access.alarm import Alarm
from reporting.figures.equal_access.query import Compared, Variable, equal_access
from reporting.figures.equal_access.section import equal_access_section, further_sections
from reporting.journeys.journey import Journey, Step
from reporting.projection.head import Head

MONDAY, LAST_DAY = date(2022, 1, 3), date(2022, 12, 31)


def view_of(access: Access, programme: Programme, as_of: date) -> View:
    return replace(exact_view(Census(programme, as_of, {}, {}), Head(1, 0, None, None)), access=access)


def some(women: tuple[int, int], men: tuple[int, int], weeks: int = 1) -> Access:
    """So many of so many have started a work placement, on the first day, in each week."""
    days = [MONDAY + timedelta(weeks=n) for n in range(weeks)]
    parts = [("woman", *women), ("man", *men)]
    return Access(
        enrolled=[Enrolled(sex, "af", "30-44", day, of) for day in days for sex, _, of in parts],
        started=[
            Started("work_placement", sex, "af", "30-44", day, day, n) for day in days for sex, n, _ in parts
        ],
    )


@pytest.mark.slow
@settings(max_examples=30)
@given(people=PEOPLE, as_of=DAYS)
def test_a_group_and_all_others_are_counted_as_the_journeys_say(
    malmokraften: Programme, people: list[Journey], as_of: date
) -> None:
    cells = [cell for one in people for cell in contribution(one) if cell.period <= as_of.isoformat()]
    access = access_in({**cell._asdict(), "people": 1} for cell in cells)
    inside = [one for one in people if one.is_enrolled and one.dates[Step.ENROLLED] <= as_of]
    for one in equal_access(view_of(access, malmokraften, as_of)).compared:
        groups = [code_of(journey, one.variable) for journey in inside]
        started = [code_of(journey, one.variable) for journey in inside if has(journey, one, as_of)]
        assert parts(one) == (*split(started, one.code), *split(groups, one.code))


def has(journey: Journey, one: Compared, as_of: date) -> bool:
    on = journey.interventions.get(one.intervention)
    return on is not None and max(on, journey.dates[Step.ENROLLED]) <= as_of


def code_of(journey: Journey, variable: Variable) -> str:
    match variable:
        case Variable.SEX:
            return str(journey.sex)
        case Variable.AGE_GROUP:
            return str(journey.age_group or "")
        case Variable.AGENCY:
            return str(journey.agency)
        case Variable.MUNICIPALITY:
            return ""


def split(codes: list[str], code: str) -> tuple[int, int]:
    number = Counter(one for one in codes if one)
    return number[code], number.total() - number[code]


def parts(one: Compared) -> tuple[object, ...]:
    return one.group.numerator, one.others.numerator, one.group.denominator, one.others.denominator


class TestADifference:
    def test_has_the_interval_of_newcombe_as_statsmodels_computes_it(self, malmokraften: Programme) -> None:
        """By `confint_proportions_2indep(40, 120, 62, 110, method="newcomb")` of statsmodels 0.14."""
        [one] = equal_access(view_of(some((40, 120), (62, 110)), malmokraften, LAST_DAY)).compared
        assert (one.points, one.low, one.high) == (-23.03, -34.86, -10.18)
        assert one.is_certain

    def test_is_told_where_it_is_certain(self, malmokraften: Programme) -> None:
        answer = equal_access(view_of(some((40, 120), (62, 110)), malmokraften, LAST_DAY))
        assert plain(equal_access_section(answer, SV).finding) == (
            "Praktik: 33,33 % av kvinnorna och 56,36 % av männen har börjat, "
            "en statistiskt säkerställd skillnad"
        )

    def test_is_told_not_to_be_certain(self, malmokraften: Programme) -> None:
        answer = equal_access(view_of(some((4, 12), (6, 11)), malmokraften, LAST_DAY))
        assert equal_access_section(answer, SV).finding == (
            "Ingen statistiskt säkerställd skillnad mellan kvinnor och män i någon insats"
        )

    def test_of_a_group_is_against_all_others(self, malmokraften: Programme) -> None:
        access = some((40, 120), (62, 110))
        young = Enrolled("woman", "malmo-ifo", "under-30", MONDAY, 50)
        wider = replace(access, enrolled=[*access.enrolled, young])
        answer = equal_access(view_of(wider, malmokraften, LAST_DAY))
        age = next(one for one in answer.compared if one.variable is Variable.AGE_GROUP)
        assert parts(age) == (102, 0, 230, 50)
        [section] = further_sections(answer, EN)
        assert section.finding == (
            "2 differences between a group and all others are statistically significant"
        )


class TestTheAlarm:
    def test_goes_off_and_keeps_its_day(self, malmokraften: Programme) -> None:
        access = some((2, 20), (12, 20), weeks=20)
        first = placement(access, malmokraften, LAST_DAY).alarmed_on
        assert first
        alarm = placement(access, malmokraften, first)
        assert (alarm.alarmed_on, alarm.evidence >= alarm.threshold) == (first, True)
        assert placement(access, malmokraften, first - timedelta(days=1)).alarmed_on is None
        section = equal_access_section(equal_access(view_of(access, malmokraften, LAST_DAY)), SV)
        assert section.remarks[-1] == (
            f"Praktik: larm sedan den {SV.day(first)}, kvinnor och män börjar inte lika ofta inom 180 dagar"
        )

    def test_judges_no_week_before_everybody_has_been_followed(self, malmokraften: Programme) -> None:
        access = some((2, 20), (12, 20), weeks=2)
        first = MONDAY + timedelta(days=7 + 180)
        weeks = [placement(access, malmokraften, first + timedelta(days=n)).weeks for n in (-1, 0, 6, 7)]
        assert weeks == [0, 1, 1, 2]

    def test_counts_no_start_that_came_later(self, malmokraften: Programme) -> None:
        access = some((0, 20), (0, 20))
        late = Started("work_placement", "man", "af", "", MONDAY, MONDAY + timedelta(days=181), 20)
        alarm = placement(replace(access, started=[*access.started, late]), malmokraften, LAST_DAY)
        assert alarm == placement(access, malmokraften, LAST_DAY)


def placement(access: Access, programme: Programme, as_of: date) -> Alarm:
    return equal_access(view_of(access, programme, as_of)).alarms[-1]
