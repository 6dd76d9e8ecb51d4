"""P-18: ten hours a week is the condition for enhanced cooperation on the own track of fk."""

from datetime import date

import pytest
from services.planning.tests.examples import CARE, CITY, KEEPER, MARCH_14, MAY_2, PLAN, PLAN_OPENED, given
from services.planning.tests.test_conflicts import (
    ENHANCED,
    entered_with,
    note,
    programme,
    start,
    started,
)

from planning.conflict_rules import in_force
from planning.conflicts.circumstances import Noted, Notes
from planning.conflicts.require_no_conflict import planned_in
from planning.office.planned import Circumstance
from planning.plan import Plan
from samplan.contracts.codes import ActivityKind, Agency, IncomeSupport
from samplan.testing.given import Fact
from samplan.testing.harness import ServiceUnderTest

SICKNESS_BENEFIT = entered_with(IncomeSupport.SJUKPENNING)


def refusing(*facts: Fact, hours: int | None) -> list[str]:
    """The rules that refuse the last of these activities to a participant who manages so many hours."""
    plan: Plan = given(*PLAN_OPENED, *facts).aggregate(Plan)
    planned = planned_in(plan, [*plan.activities][-1], MARCH_14, frozenset(), hours)
    return [rule.id for rule in in_force(programme(), MARCH_14) if rule.refuses(planned)]


class TestTheRule:
    @pytest.mark.parametrize(
        ("hours", "broken"), [(None, ["ten_hours_a_week"]), (9, ["ten_hours_a_week"]), (10, [])]
    )
    def test_asks_for_ten_hours_that_somebody_has_noted(self, hours: int | None, broken: list[str]) -> None:
        assert refusing(SICKNESS_BENEFIT, started(ENHANCED), hours=hours) == broken

    def test_is_for_the_own_track_and_for_enhanced_cooperation_alone(self) -> None:
        others = entered_with(IncomeSupport.EKONOMISKT_BISTAND)
        assert refusing(others, started(ENHANCED), hours=None) == []
        assert refusing(started(ENHANCED), hours=None) == []
        assert refusing(SICKNESS_BENEFIT, started(ActivityKind.GUIDANCE), hours=None) == []


class TestNotedHours:
    def noted(self, by: Agency, since: date, hours: int, until: date | None = None) -> Noted:
        kind = Circumstance.MANAGES_HOURS_A_WEEK
        return Noted(circumstance=kind, by=by, since=since, until=until, hours_a_week=hours)

    def test_are_those_of_the_latest_note_by_date_of_whichever_agency(self) -> None:
        notes = Notes((self.noted(CITY, MAY_2, 4, MAY_2), self.noted(CARE, MARCH_14, 12)))
        days = (date(2022, 3, 13), MARCH_14, MAY_2, date(2022, 5, 3))
        assert [notes.hours_on(day) for day in days] == [None, 12, 4, None]


class TestOverHttp:
    def test_the_note_lets_the_activity_start_and_the_rule_is_named_to_its_owner(
        self, opened: ServiceUnderTest
    ) -> None:
        lives_on = {"at": "entry", "incomeSupport": "sjukpenning", "occurredOn": "2022-02-07"}
        opened.post(f"/v1/plans/{PLAN}/income-support", lives_on, if_match=1).raise_for_status()
        refused = start(opened, "enhanced_cooperation")
        assert refused.json()["conflicts"] == [{"rule": "ten_hours_a_week", "agency": "fk"}]
        note(opened, "manages_hours_a_week", CARE, hoursAWeek=12).raise_for_status()
        assert start(opened, "enhanced_cooperation").is_success
        stored = [one.state for one in opened.database.notifications(0, 999)]
        assert not [state for state in stored if b"manages_hours" in state]

    def test_hours_are_stated_with_that_circumstance_and_with_no_other(
        self, opened: ServiceUnderTest
    ) -> None:
        wrong = [
            note(opened, "manages_hours_a_week", KEEPER),
            note(opened, "manages_hours_a_week", KEEPER, hoursAWeek=61),
            note(opened, "sick_listed", KEEPER, hoursAWeek=10),
        ]
        assert {(one.status_code, one.json()["code"]) for one in wrong} == {(422, "hours_do_not_fit")}
