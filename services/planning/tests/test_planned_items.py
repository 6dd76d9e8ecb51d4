"""P-07, K26: an activity is planned ahead, and its owner accepts, declines and starts it."""

from datetime import date
from typing import Any

import pytest
from services.planning.tests.examples import (
    CARE,
    CITY,
    CITY_ASKS,
    ENROLLED_ON,
    GRANTED,
    JANUARY_31,
    KEEPER,
    KEEPER_ASKS,
    MARCH_14,
    MAY_2,
    OUTSIDER,
    PLAN,
    PLAN_OPENED,
    REVOKED,
    SWEDISH,
    circle,
    exited_to_work,
    given,
    swedish_started,
)

from planning.activities.accept_activity import AcceptActivity, ActivityAccepted
from planning.activities.complete_activity import CompleteActivity
from planning.activities.decline_activity import ActivityDeclined, DeclineActivity
from planning.activities.propose_activity import ActivityProposed, ProposeActivity
from planning.activities.start_planned_activity import StartPlannedActivity
from planning.dates.period import EndsBeforeItStarts
from planning.ending.end_plans_of_deceased import end_for_death
from planning.plan import Plan
from planning.plan.activity import ItemStatus, Provider, ResponsibleRole
from planning.plan.refusals import (
    ActivityIsNotPlanned,
    ActivityIsPlanned,
    AgencyNotInConsent,
    BeforeTheStart,
    NotTheOwner,
    PlanHasEnded,
)
from planning.showing.item_view import parallelism
from samplan.contracts.codes import ActivityKind, Agency, InterruptionReason
from samplan.testing.given import Fact, fact
from samplan.testing.harness import ServiceUnderTest

JUNE_30 = date(2022, 6, 30)
NO_CAPACITY = InterruptionReason.NO_CAPACITY
AHEAD: dict[str, Any] = {
    "activity_id": SWEDISH,
    "kind": ActivityKind.SWEDISH_STUDIES,
    "planned_from": MAY_2,
    "planned_to": JUNE_30,
    "occurred_on": MARCH_14,
}


def proposed(by: Agency = KEEPER) -> Fact:
    """To the city, in March for May and June."""
    return fact(
        ActivityProposed,
        **AHEAD,
        owner_agency=CITY,
        proposed_by=by,
        responsible_role=None,
        provider=None,
        shared=True,
    )


def accepted() -> Fact:
    return fact(ActivityAccepted, activity_id=SWEDISH, occurred_on=MARCH_14, shared=True)


def declined(reason: InterruptionReason = NO_CAPACITY, on: date = MAY_2) -> Fact:
    return fact(ActivityDeclined, activity_id=SWEDISH, reason=reason, occurred_on=on, shared=True)


PROPOSED = (*PLAN_OPENED, proposed())
ACCEPTED = (*PROPOSED, accepted())
START = StartPlannedActivity(**CITY_ASKS, activity_id=SWEDISH, occurred_on=MAY_2)
ACCEPT = AcceptActivity(**CITY_ASKS, activity_id=SWEDISH, occurred_on=MARCH_14)
DECLINE = DeclineActivity(**CITY_ASKS, activity_id=SWEDISH, reason=NO_CAPACITY, occurred_on=MAY_2)


class TestProposeActivity:
    def test_for_another_agency_waits_for_its_answer(self) -> None:
        outcome = given(*PLAN_OPENED).when(ProposeActivity(**KEEPER_ASKS, **AHEAD, owner=CITY))
        outcome.then(proposed())
        assert outcome.aggregate.activities[SWEDISH].status is ItemStatus.PROPOSED

    def test_for_itself_is_accepted_at_once(self) -> None:
        given(*PLAN_OPENED).when(ProposeActivity(**CITY_ASKS, **AHEAD)).then(proposed(CITY), accepted())

    def test_is_refused_for_an_agency_that_the_consent_does_not_name(self) -> None:
        (
            given(*PLAN_OPENED)
            .when(ProposeActivity(**KEEPER_ASKS, **AHEAD, owner=OUTSIDER))
            .then_refused(AgencyNotInConsent)
        )

    @pytest.mark.parametrize(
        ("days", "refusal"),
        [
            ({"planned_to": MARCH_14}, EndsBeforeItStarts),
            ({"planned_from": JANUARY_31}, BeforeTheStart),
            ({"occurred_on": JANUARY_31}, BeforeTheStart),
        ],
    )
    def test_is_refused_for_days_that_cannot_be(self, days: dict[str, date], refusal: type[Any]) -> None:
        given(*PLAN_OPENED).when(ProposeActivity(**KEEPER_ASKS, **{**AHEAD, **days})).then_refused(refusal)

    def test_is_refused_once_the_plan_has_ended(self) -> None:
        (
            given(*PLAN_OPENED, exited_to_work(MARCH_14))
            .when(ProposeActivity(**KEEPER_ASKS, **AHEAD))
            .then_refused(PlanHasEnded)
        )


class TestAnswering:
    def test_accepts(self) -> None:
        given(*PROPOSED).when(ACCEPT).then(accepted())

    def test_accepts_once(self) -> None:
        given(*ACCEPTED).when(ACCEPT).then()

    def test_declines_for_a_coded_reason_until_it_starts(self) -> None:
        for before in (PROPOSED, ACCEPTED):
            given(*before).when(DECLINE, None).then(declined())

    @pytest.mark.parametrize("command", [ACCEPT, DECLINE, START], ids=lambda one: type(one).__name__)
    def test_is_for_the_owner_of_a_planned_activity(self, command: Any) -> None:
        others = type(command)(**{**vars(command), **KEEPER_ASKS})
        needs = (None,) if command is DECLINE else ()
        given(*PROPOSED).when(others, *needs).then_refused(NotTheOwner)
        for over in ((*PROPOSED, declined()), (*PLAN_OPENED, swedish_started())):
            given(*over).when(command, *needs).then_refused(ActivityIsNotPlanned)


class TestStartPlannedActivity:
    @pytest.mark.parametrize("before", [PROPOSED, ACCEPTED], ids=["proposed", "accepted"])
    def test_is_the_same_activity_on_the_day_it_starts(self, before: tuple[Fact, ...]) -> None:
        outcome = given(*before).when(START)
        outcome.then(swedish_started(MAY_2))
        item = outcome.aggregate.activities[SWEDISH]
        assert (item.status, item.started_on, item.planned_to) == (ItemStatus.STARTED, MAY_2, JUNE_30)

    def test_is_needed_before_it_is_completed(self) -> None:
        (
            given(*ACCEPTED)
            .when(CompleteActivity(**CITY_ASKS, activity_id=SWEDISH, occurred_on=JUNE_30))
            .then_refused(ActivityIsPlanned)
        )


class TestAPlannedActivity:
    def test_is_not_current(self) -> None:
        plan: Plan = given(*ACCEPTED).aggregate(Plan)
        assert (plan.current_activities, plan.activities[SWEDISH].started_on) == ((), None)

    def test_asks_its_owner_to_agree_once_it_is_accepted(self) -> None:
        assert given(*PROPOSED).aggregate(Plan).owners_on(MARCH_14) == set()
        assert given(*ACCEPTED).aggregate(Plan).owners_on(MARCH_14) == {CITY}

    def test_gives_its_owner_no_part_in_the_plan_until_it_is_accepted(self) -> None:
        assert not given(*PROPOSED).aggregate(Plan).has_items_of(CITY)
        assert given(*ACCEPTED).aggregate(Plan).has_items_of(CITY)

    def test_is_declined_when_the_plan_ends(self) -> None:
        plan: Plan = given(*ACCEPTED, under=circle(GRANTED)).aggregate(Plan)
        end_for_death(plan, MAY_2)
        item = plan.activities[SWEDISH]
        assert (item.status, item.declined_because) == (ItemStatus.DECLINED, InterruptionReason.PLAN_ENDED)

    def test_counts_among_those_at_once_for_the_days_that_are_planned(self) -> None:
        plan: Plan = given(*ACCEPTED).aggregate(Plan)
        steps = [(one.since, one.activities) for one in parallelism(plan.activities.values())]
        assert steps == [(MAY_2, 1), (date(2022, 7, 1), 0)]


class TestParallelism:
    def test_counts_a_day_with_an_end_and_a_start_once(self) -> None:
        started = given(*PLAN_OPENED, swedish_started(ENROLLED_ON)).aggregate(Plan).activities[SWEDISH]
        first, second = started.completed(MARCH_14), started.started(date(2022, 3, 15), started.financing)
        steps = [(one.since, one.activities) for one in parallelism([first, second, started])]
        assert steps == [(ENROLLED_ON, 2)]


class TestOverHttp:
    AHEAD = {  # noqa: RUF012  # read only
        "kind": "work_placement",
        "owner": "region-skane",
        "plannedFrom": "2022-12-05",
        "plannedTo": "2023-06-30",
        "responsibleRole": ResponsibleRole.CARE_COORDINATOR,
        "provider": Provider.HEALTH_CARE,
        "occurredOn": "2022-11-28",
    }
    PROPOSALS = f"/v1/plans/{PLAN}/activities/proposals"

    def test_plans_proposes_accepts_and_starts(self, opened: ServiceUnderTest) -> None:
        answer = opened.post(self.PROPOSALS, self.AHEAD, agency=CITY)
        assert (answer.status_code, answer.headers["ETag"]) == (201, '"1"')
        place = answer.headers["Location"]
        day = {"occurredOn": "2022-12-01"}
        assert opened.post(f"{place}/acceptance", day, agency=CARE, if_match=1).headers["ETag"] == '"2"'
        item = opened.post(f"{place}/start", day, agency=CARE, if_match=2).json()
        assert (item["status"], item["startedOn"], item["plannedTo"]) == (
            "started",
            day["occurredOn"],
            "2023-06-30",
        )
        assert (item["responsibleRole"], item["provider"]) == ("care_coordinator", "health_care")
        [mine] = opened.get("/v1/my-activities", agency=CARE).json()
        assert mine["startedOn"] == day["occurredOn"]
        told = [type(event).__name__ for event in opened.published()]
        assert [name for name in told if name.startswith("Activity")] == [
            "ActivityProposed",
            "ActivityAccepted",
            "ActivityStarted",
        ]

    def test_nothing_more_is_taken_on_once_the_consent_has_ended(self, opened: ServiceUnderTest) -> None:
        own = {**self.AHEAD, "owner": "malmo-ifo"}
        place = opened.post(self.PROPOSALS, own, agency=CITY).headers["Location"]
        others = opened.post(self.PROPOSALS, self.AHEAD, agency=CITY).headers["Location"]
        opened.receive(REVOKED)
        day = {"occurredOn": "2022-12-01"}
        refused = opened.post(f"{place}/start", day, agency=CITY, if_match=2)
        assert (refused.status_code, refused.json()["code"]) == (403, "sharing_has_ended")
        ended = opened.post(f"{place}/declination", {**day, "reason": "moved"}, agency=CITY, if_match=2)
        assert (ended.status_code, ended.json()["status"]) == (200, "declined")
        assert opened.get(others, agency=CARE).status_code == 404
