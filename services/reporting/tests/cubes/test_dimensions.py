"""An indicator is divided as the journeys are: by age group, and by the municipality of the agency (T-04)."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from services.reporting.tests.cubes.histories import DAYS
from services.reporting.tests.cubes.test_counting import PARTS, PEOPLE, always, cells, day_counted

from chassis.settings.programmes import Programme
from reporting.cubes.counting import alone, numerator_of
from reporting.cubes.tallies import code_in
from reporting.journeys.journey import Journey
from reporting.programmes.indicators import Dimension
from reporting.programmes.municipalities import municipality_of
from reporting.programmes.vocabulary import Counted


def code_of(journey: Journey, dimension: Dimension) -> str:
    if dimension is Dimension.AGE_GROUP:
        return str(journey.age_group or "")
    return {"fk": "", "af": "lund"}[journey.agency]


@pytest.mark.slow
@settings(max_examples=30)
@given(people=PEOPLE, as_of=DAYS)
def test_a_part_is_divided_as_the_journeys_are(people: list[Journey], as_of: date) -> None:
    for dimension in (Dimension.AGE_GROUP, Dimension.MUNICIPALITY):
        for part in PARTS[:-1]:
            assert divided(people, part, dimension, as_of) == by_hand(people, part, dimension, as_of)


def divided(people: list[Journey], part: Counted, dimension: Dimension, as_of: date) -> dict[str, int]:
    parts = cells(people).tally(alone(always(part), numerator_of)).by(code_in(dimension, {"af": "lund"}))
    return {code: tally.until(as_of).total for code, tally in parts.items() if tally.until(as_of).total}


def by_hand(people: list[Journey], part: Counted, dimension: Dimension, as_of: date) -> dict[str, int]:
    counted = [one for one in people if (on := day_counted(one, part)) and on <= as_of]
    return dict(Counter(code_of(one, dimension) for one in counted))


def test_a_municipality_has_the_referrals_of_its_agencies(malmokraften: Programme) -> None:
    found = municipality_of(malmokraften, date(2022, 12, 31))
    assert found == {"malmo-ifo": "malmo", "malmo-ama": "malmo"}
