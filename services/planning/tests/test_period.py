from datetime import date

import pytest
from services.planning.tests.examples import DAY_60, DAY_61, ENROLLED_ON, PLAN_OPENED, chosen

from planning.plan.period import EndsBeforeItStarts, Period
from planning.plan.plan import Plan
from planning.track.choose_track import TrackChosen
from samplan.contracts.codes import Track
from samplan.testing.given import given


class TestPeriod:
    def test_has_both_its_first_and_its_last_day(self) -> None:
        assert Period(DAY_60, DAY_61).days == {DAY_60, DAY_61}
        assert Period(date(2020, 2, 28), date(2020, 3, 1)).days >= {date(2020, 2, 29)}

    def test_does_not_end_before_it_starts(self) -> None:
        with pytest.raises(EndsBeforeItStarts):
            Period(DAY_60, ENROLLED_ON)


def test_a_plan_remembers_its_facts_by_kind() -> None:
    plan = given(*PLAN_OPENED, chosen(Track.HEALTH), chosen(Track.WORK)).aggregate(Plan)
    assert [fact.track for fact in plan.recorded(TrackChosen)] == [Track.HEALTH, Track.WORK]
