"""P-17: what prevents an exit, all of it at once, with the rule and the agency that can remove it."""

from datetime import date
from typing import Any

import pytest
from services.planning.tests.examples import (
    AUGUST_15,
    CITY,
    KEEPER,
    MARCH_14,
    MAY_2,
    PLACEMENT,
    PLAN,
    PLAN_OPENED,
    PLAN_WITH_ACTIVITIES,
    SUMMARISED,
    SWEDISH,
    chosen,
    circle,
    completed,
    given,
    swedish_started,
)
from services.planning.tests.test_item_changes import DATES, proposed

from planning.ending.close_check import Blocker, CloseRule, Closing, blockers_of
from planning.ending.close_check_over_http import CloseCheckView
from planning.ending.propose_exit import open_for_others
from planning.ending.show_close_check import CloseCheck
from planning.plan import Plan
from samplan.contracts.codes import Agency, ExitClass, Track
from samplan.contracts.planning.plans import DisclosureMade
from samplan.testing.given import Fact
from samplan.testing.harness import ServiceUnderTest

SWEDISH_STARTED = swedish_started()
WORK = ExitClass.WORK_UNSUBSIDISED


def blockers(
    *more: Fact, to: ExitClass | None = WORK, on: date = AUGUST_15, by: Agency = KEEPER
) -> list[Blocker]:
    """Of a plan in which the placement is the keeper's, and the Swedish studies the city's."""
    plan = given(*PLAN_WITH_ACTIVITIES, SUMMARISED, *more).aggregate(Plan)
    return blockers_of(plan, Closing(to=to, on=on, by=by))


def by_rule(found: list[Blocker]) -> list[tuple[CloseRule, Agency]]:
    return [(one.rule, one.agency) for one in found]


class TestBlockers:
    def test_are_all_named_at_once_with_rule_and_agency(self) -> None:
        found = blockers(chosen(Track.HEALTH), proposed(DATES), completed(PLACEMENT), on=MARCH_14, by=CITY)
        assert by_rule(found) == [
            (CloseRule.HEALTH_TRACK_NOT_FOLLOWED_UP, CITY),
            (CloseRule.ACTIVITY_ENDS_AFTER_EXIT, KEEPER),
            (CloseRule.OWN_ACTIVITY_OPEN, CITY),
            (CloseRule.PROPOSAL_UNANSWERED, CITY),
        ]

    @pytest.mark.parametrize(("by", "activity_id"), [(KEEPER, PLACEMENT), (CITY, SWEDISH)])
    def test_are_the_open_activities_of_the_agency_that_records_the_exit(
        self, by: Agency, activity_id: Any
    ) -> None:
        assert blockers(by=by) == [
            Blocker(rule=CloseRule.OWN_ACTIVITY_OPEN, agency=by, activity_id=activity_id)
        ]

    @pytest.mark.parametrize("to", [ExitClass.DECEASED, ExitClass.REGISTERED_IN_ERROR])
    def test_are_none_that_wait_for_somebody_after_a_death_or_an_error(self, to: ExitClass) -> None:
        assert blockers(proposed(DATES), to=to) == []

    def test_are_those_of_every_class_until_the_class_is_known(self) -> None:
        health = (chosen(Track.HEALTH), completed(PLACEMENT, MAY_2))
        assert by_rule(blockers(*health, to=None)) == [(CloseRule.HEALTH_TRACK_NOT_FOLLOWED_UP, KEEPER)]
        assert blockers(*health, to=ExitClass.MOVED) == []


class TestCloseCheck:
    def test_names_no_activity_that_the_keeper_was_never_told_of(self) -> None:
        """K4: something that is open at its agency prevents the exit; which, is its own without a consent."""
        untold = Fact(SWEDISH_STARTED.event_class, {**SWEDISH_STARTED.attributes, "shared": False})
        plan = given(*PLAN_OPENED, untold, under=circle()).aggregate(Plan)
        found = [Blocker(rule=CloseRule.ACTIVITY_STARTS_AFTER_EXIT, agency=CITY, activity_id=SWEDISH)]
        check = CloseCheck(
            plan, KEEPER, on=AUGUST_15, blockers=found, waits_for=open_for_others(plan, KEEPER)
        )
        shown = CloseCheckView.of(check)
        assert [(one.agency, one.activity_id) for one in shown.blockers] == [(CITY, None)]
        assert [(one.agency, one.activity_id) for one in shown.waits_for] == [(CITY, None)]

    def test_is_for_the_agency_that_leads_and_a_disclosure_to_another_than_the_keeper(
        self, coordinated: ServiceUnderTest
    ) -> None:
        started = {"kind": "swedish_studies", "occurredOn": "2022-03-21"}
        item = coordinated.post(f"/v1/plans/{PLAN}/activities", started, agency=CITY).json()
        path = f"/v1/plans/{PLAN}/close-check?exitClass=moved&on=2022-08-15"
        before = len(coordinated.published())
        assert coordinated.get(path, agency=Agency.REGION_SKANE).json()["code"] == "not_the_coordinator"
        shown = coordinated.get(path, agency=CITY).json()
        assert shown == {
            "on": "2022-08-15",
            "blockers": [
                {"rule": "no_summary", "agency": "malmo-ifo", "activityId": None},
                {"rule": "own_activity_open", "agency": "malmo-ifo", "activityId": item["activityId"]},
            ],
            "waitsFor": [],
        }
        assert [type(one) for one in coordinated.published()[before:]] == [DisclosureMade]
