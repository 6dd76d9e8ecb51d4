"""Every day from referral to exit has exactly one cause, on any day that is asked for (T-22)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st
from services.reporting.tests.cubes.histories import DAYS, FIRST
from services.reporting.tests.cubes.test_counting import PEOPLE
from services.reporting.tests.examples import Person, an_id, day
from services.reporting.tests.figures.reading import EN, SV, plain
from services.reporting.tests.given import given

from chassis.settings.programmes import Programme
from reporting.cubes.census import Census
from reporting.cubes.contribution import contribution
from reporting.cubes.turns import turns_in
from reporting.cubes.waiting import AFTER, Cause
from reporting.disclosure_control.view import View, exact_view
from reporting.figures.waiting.query import waiting
from reporting.figures.waiting.section import cause_name, waiting_section
from reporting.journeys.journey import STEPS, Journey, Step
from reporting.projection.head import Head
from reporting.rows.pauses import Pause
from samplan.contracts.codes import PauseReason
from samplan.contracts.event import ContractEvent
from samplan.contracts.planning.revisions import ClockResumed

ANNA = Person()
PAUSED_ON, RESUMED_ON = FIRST + timedelta(days=3), FIRST + timedelta(days=9)
PAUSE = Pause(
    pause_id=an_id("pause"),
    programme="malmokraften",
    reason=PauseReason.PANDEMIC,
    paused_on=PAUSED_ON,
    resumed_on=RESUMED_ON,
)


def view_of(people: list[Journey], programme: Programme, as_of: date, *pauses: Pause) -> View:
    cells = Counter(cell for one in people for cell in contribution(one) if cell.measure == "wait")
    rows = [
        {**cell._asdict(), "people": number} for cell, number in cells.items() if cell.period <= str(as_of)
    ]
    view = exact_view(Census(programme, as_of, {}, {}), Head(1, 0, None, None))
    return replace(view, turns=turns_in(rows), pauses=pauses)


def days_of(view: View) -> dict[Cause, int]:
    return {one.cause: one.days for one in waiting(view).causes if one.days}


@pytest.mark.slow
@settings(max_examples=60)
@drawn(people=PEOPLE, as_of=DAYS, pauses=st.sampled_from([(), (PAUSE,), (PAUSE, PAUSE)]))
def test_each_day_has_the_cause_that_the_journey_says(
    malmokraften: Programme, people: list[Journey], as_of: date, pauses: tuple[Pause, ...]
) -> None:
    view = view_of(people, malmokraften, as_of, *pauses)
    by_hand = Counter(cause for one in people for cause in causes(one, as_of, has_pause=bool(pauses)))
    assert days_of(view) == by_hand
    assert waiting(view).days == by_hand.total()


def causes(journey: Journey, as_of: date, *, has_pause: bool) -> list[Cause]:
    """Day by day, from the steps that had been reached on it."""
    reached = {
        Step(one.code): date.fromisoformat(one.period) for one in contribution(journey) if one[0] == "reached"
    }
    left = [date.fromisoformat(one.period) for one in contribution(journey) if one.measure == "left"]
    days = (min([as_of, *left]) - reached[Step.REFERRED]).days
    return [
        cause_on(reached[Step.REFERRED] + timedelta(days=n), journey, reached, has_pause=has_pause)
        for n in range(days)
    ]


def cause_on(on: date, journey: Journey, reached: dict[Step, date], *, has_pause: bool) -> Cause:
    cause = AFTER[[step for step in STEPS if step in reached and reached[step] <= on][-1]]
    if cause is Cause.PLAN and any(first <= on <= last for first, last in journey.stops):
        return Cause.CLOCK_STOPPED
    is_paused = has_pause and PAUSED_ON <= on < RESUMED_ON
    return Cause.INTAKE_PAUSED if is_paused and cause in (Cause.ASSESSMENT, Cause.MEETING) else cause


def anna(*events: ContractEvent) -> list[Journey]:
    journey = given(*ANNA.whole_journey(), *events).journey()
    return [journey] if journey else []


def test_a_whole_way_adds_up_to_its_days(malmokraften: Programme) -> None:
    assert days_of(view_of(anna(), malmokraften, day(200))) == {
        Cause.ASSESSMENT: 2,
        Cause.MEETING: 8,
        Cause.ENROLMENT: 2,
        Cause.PLAN: 40,
        Cause.FIRST_ACTIVITY: 8,
        Cause.NOT_TOLD: 60,
    }


def test_the_clock_stands_until_it_is_resumed_whatever_is_delivered_twice(malmokraften: Programme) -> None:
    resumed = ClockResumed(occurred_on=day(25), plan_id=ANNA.plan_id, plan_due_on=day(77))
    for events in ([ANNA.stopped(), resumed], [ANNA.stopped(), resumed, resumed]):
        view = view_of(anna(*events), malmokraften, day(200))
        assert (days_of(view)[Cause.CLOCK_STOPPED], days_of(view)[Cause.PLAN]) == (5, 35)
        assert {one.people for one in waiting(view).causes if one.days} == {1}


def test_what_takes_most_days_is_told(malmokraften: Programme) -> None:
    answer = waiting(view_of(anna(), malmokraften, day(200)))
    assert plain(waiting_section(answer, SV).finding) == (
        "Längst väntan: Överenskommelse om planen, 40 av 60 väntedagar (66,7 %)"
    )
    empty = waiting(view_of([], malmokraften, day(200)))
    assert waiting_section(empty, SV).finding == "Ingen deltagare har väntat än"


def test_has_words_for_each_cause() -> None:
    assert not [cause for cause in Cause if cause_name(cause, SV) == cause_name(cause, EN)]
