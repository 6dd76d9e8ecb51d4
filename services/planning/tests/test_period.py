from dataclasses import dataclass
from datetime import date

import pytest
from services.planning.tests.examples import DAY_60, DAY_61, ENROLLED_ON, PLAN_OPENED, chosen, given

from planning.course.choose_track import TrackChosen
from planning.dates.period import EndsBeforeItStarts, days_of
from planning.plan import Plan
from samplan.contracts.codes import Track


@dataclass(frozen=True)
class Stay:
    occurred_on: date
    until: date


class TestDaysOf:
    def test_are_both_the_first_and_the_last(self) -> None:
        assert days_of(Stay(DAY_60, DAY_61)) == {DAY_60, DAY_61}
        assert days_of(Stay(date(2020, 2, 28), date(2020, 3, 1))) >= {date(2020, 2, 29)}

    def test_cannot_end_before_they_start(self) -> None:
        with pytest.raises(EndsBeforeItStarts):
            days_of(Stay(DAY_60, ENROLLED_ON))


def test_a_plan_keeps_its_facts_by_kind() -> None:
    plan = given(*PLAN_OPENED, chosen(Track.HEALTH), chosen(Track.WORK)).aggregate(Plan)
    assert [fact.track for fact in plan.recorded(TrackChosen)] == [Track.HEALTH, Track.WORK]
