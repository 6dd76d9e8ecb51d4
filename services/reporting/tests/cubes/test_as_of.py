"""K80: a figure of a past day is how it was on that day; no step has more people than the one before it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from services.reporting.tests.cubes.histories import DAYS, journeys

from chassis.settings.programmes import Programme
from reporting.cubes.census import Census, tally
from reporting.cubes.contribution import contribution
from reporting.journeys.journey import BEFORE_ENROLMENT, EXIT, STEPS, Journey, Step


def census(people: Sequence[Journey], programme: Programme, as_of: date) -> Census:
    cells = (cell for journey in people for cell in contribution(journey) if cell.period <= str(as_of))
    return tally(programme, as_of, ({**cell._asdict(), "people": 1} for cell in cells))


@pytest.mark.slow
@given(people=st.lists(journeys(), min_size=1, max_size=6), as_of=DAYS)
def test_no_later_step_has_more_people_than_an_earlier_one(
    malmokraften: Programme, people: list[Journey], as_of: date
) -> None:
    counted = census(people, malmokraften, as_of)
    reached = [counted.of("reached", step).total for step in STEPS]
    assert all(earlier >= later for earlier, later in pairwise(reached))
    assert (
        counted.of(EXIT).total <= counted.of("participants").total == counted.of("reached", "enrolled").total
    )
    assert counted.of("agreed").total == counted.of("reached", "plan").total <= counted.of("due").total
    for n, step in enumerate(STEPS):
        left = sum(counted.of(*key).total for key in counted.under("left", step))
        assert reached[n] - left >= (reached[n + 1] if n + 1 < len(STEPS) else 0)


@pytest.mark.slow
@given(person=journeys(), as_of=DAYS)
def test_a_past_day_is_counted_as_if_nothing_had_happened_since(
    malmokraften: Programme, person: Journey, as_of: date
) -> None:
    """Against the journey without its later days; its ending is tested above."""
    whole = replace(person, ending=None)
    then = [until(whole, as_of)] if min(whole.dates.values()) <= as_of else []
    seen, told = (census(some, malmokraften, as_of) for some in ([whole], [one for one in then if one]))
    keys = [("reached", step) for step in STEPS] + [
        ("due",),
        ("agreed",),
        ("agreed", "late"),
        ("participants",),
    ]
    assert [seen.of(*key).total for key in keys] == [told.of(*key).total for key in keys]
    assert seen.days == told.days


def until(journey: Journey, as_of: date) -> Journey | None:
    """What was known of the journey on the day."""
    dates = {step: on for step, on in journey.dates.items() if on <= as_of}
    if not dates.keys() & {*BEFORE_ENROLMENT, Step.ENROLLED} - set(
        STEPS[STEPS.index(journey.furthest) + 1 :]
    ):
        return None
    missed_on = journey.missed_on if journey.missed_on and journey.missed_on <= as_of else None
    return replace(journey, dates=dates, furthest=furthest(dates), missed_on=missed_on)


def furthest(dates: dict[Step, date]) -> Step:
    if Step.ENROLLED not in dates:
        return max((step for step in dates if step in BEFORE_ENROLMENT), key=STEPS.index)
    later = [Step.PLAN, Step.ACTIVITY] if Step.PLAN in dates else []
    return max([Step.ENROLLED, *(step for step in later if step in dates)], key=STEPS.index)
