"""The engine of the indicators counts what the journeys say, on any day and by any definition (T-02)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from services.reporting.tests.cubes.histories import DAYS, FIRST, journeys
from services.reporting.tests.cubes.test_as_of import census

from chassis.settings.programmes import Programme
from reporting.answers.answer import Names
from reporting.cubes.contribution import contribution
from reporting.cubes.counting import Counts, DatedCells, alone, by_day, denominator_of, numerator_of
from reporting.cubes.tallies import Tally
from reporting.disclosure_control.measuring import published_as, published_group
from reporting.disclosure_control.view import exact_view
from reporting.journeys.journey import Journey, Step
from reporting.programmes.catalogue import indicators_of
from reporting.programmes.indicators import Indicator
from reporting.programmes.vocabulary import Counted
from reporting.projection.head import Head
from samplan.contracts.codes import Agency, ExitClass, Sex
from samplan.contracts.codes.indicators import What

STUDIES = ExitClass.STUDIES_STUDENT_AID, ExitClass.STUDIES_RETAINED_SUPPORT
PARTS = (
    Counted(counts=What.ENROLLED),
    Counted(counts=What.ENROLLED, sexes=frozenset({Sex.WOMAN}), agencies=frozenset({Agency.FK})),
    Counted(counts=What.EXITS),
    Counted(counts=What.EXITS, exits=frozenset(STUDIES)),
    Counted(counts=What.EXITS, exits=frozenset({ExitClass.WORK_UNSUBSIDISED}), within_days=7),
    Counted(counts=What.PLANS),
    Counted(counts=What.PLANS, in_time=True),
    Counted(counts=What.PLANS, within_days=5),
    Counted(counts=What.DUE_PLANS),
)
PEOPLE = st.lists(journeys(), max_size=8)
CHANGE = FIRST + timedelta(days=15)
few_runs = settings(max_examples=30)


def cells(people: Sequence[Journey]) -> DatedCells:
    return DatedCells(Counts(cell, 1) for journey in people for cell in contribution(journey))


def always(part: Counted) -> Indicator:
    return version(1, date(2020, 1, 2), part)


def version(number: int, valid_from: date, part: Counted) -> Indicator:
    return Indicator(
        id="counted",
        version=number,
        valid_from=valid_from,
        reason="A test",
        approved_by="a board",
        source="a test",
        name=Names(sv="Räknade", en="Counted"),
        unit=part.unit,
        numerator=part,
    )


def day_counted(journey: Journey, part: Counted) -> date | None:
    """The first day on which a journey counts, straight from its dates; None if it never does."""
    if part.sexes and journey.sex not in part.sexes:
        return None
    if (part.agencies and journey.agency not in part.agencies) or not journey.is_enrolled:
        return None
    enrolled_on = journey.dates[Step.ENROLLED]
    match part.counts:
        case What.ENROLLED:
            return enrolled_on
        case What.EXITS:
            if journey.ending is None or (part.exits and journey.ending.reason not in part.exits):
                return None
            return _within(part, enrolled_on, journey.ending.on)
        case What.PLANS if Step.PLAN in journey.dates and journey.furthest in (Step.PLAN, Step.ACTIVITY):
            agreed_on = journey.dates[Step.PLAN]
            is_late = journey.due_on is not None and agreed_on > journey.due_on
            return None if part.in_time and is_late else _within(part, enrolled_on, agreed_on)
        case _:
            return None


def _within(part: Counted, enrolled_on: date, on: date) -> date | None:
    too_late = part.within_days is not None and (on - enrolled_on).days > part.within_days
    return None if too_late else max(on, enrolled_on)


@pytest.mark.slow
@few_runs
@given(people=PEOPLE, as_of=DAYS)
def test_a_part_is_what_the_journeys_say_at_the_end_of_a_day(people: list[Journey], as_of: date) -> None:
    for part in PARTS[:-1]:
        days = [(day_counted(one, part), one.sex) for one in people]
        expected = [sex for day, sex in days if day and day <= as_of]
        found = cells(people).tally(alone(always(part), numerator_of)).until(as_of)
        assert (found.women, found.men) == (expected.count(Sex.WOMAN), expected.count(Sex.MAN))


@pytest.mark.slow
@few_runs
@given(people=PEOPLE, as_of=DAYS)
def test_what_counts_is_judged_by_the_definition_of_its_own_day(people: list[Journey], as_of: date) -> None:
    before, after = Counted(counts=What.EXITS, exits=frozenset(STUDIES[:1])), PARTS[3]
    versions = (version(1, date(2020, 1, 2), before), version(2, CHANGE, after))
    days = [day_counted(one, before) for one in people]
    later = [day_counted(one, after) for one in people]
    expected = sum(1 for day in days if day and day < CHANGE and day <= as_of)
    expected += sum(1 for day in later if day and CHANGE <= day <= as_of)
    assert cells(people).tally(by_day(versions, numerator_of)).until(as_of).total == expected


@pytest.mark.slow
@few_runs
@given(people=PEOPLE, as_of=DAYS)
def test_a_published_group_is_what_the_engine_counts(
    malmokraften: Programme, people: list[Journey], as_of: date
) -> None:
    """So the one number is shown to everybody, and to insiders in full."""
    view = exact_view(census(people, malmokraften, as_of), Head(1, 0, None, None))
    compared = 0
    for name in indicators_of(malmokraften):
        rows = malmokraften.history(Indicator, of=name)
        for part in (numerator_of, denominator_of):
            if group := published_group(rows, part):
                found = cells(people).tally(by_day(rows, part)).until(as_of)
                assert group.of(view.by_sex(group.key)).total == found.total
                compared += 1
    assert compared == 11


@pytest.mark.slow
@few_runs
@given(people=PEOPLE)
def test_many_days_are_each_as_that_day_alone(people: list[Journey]) -> None:
    days = [FIRST + timedelta(days=number) for number in (0, 3, 11, 12, 13, 31, 60)]
    tally = cells(people).tally(alone(always(PARTS[-1]), numerator_of))
    assert tally.at(days) == [tally.until(day) for day in days]
    assert Tally([]).at([]) == []


def test_plans_that_are_not_asked_to_be_in_time_are_no_published_group() -> None:
    assert published_as("plans", Counted(counts=What.PLANS, in_time=True)) is not None
    assert published_as("plans", Counted(counts=What.PLANS, in_time=False)) is None
