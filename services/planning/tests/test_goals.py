"""P-06: goals of the plan in words that stay here; how far they are reached travels."""

from typing import Any

import pytest
from services.planning.tests.examples import (
    CITY,
    KEEPER,
    KEEPER_ASKS,
    MARCH_14,
    MAY_2,
    OUTSIDER,
    PARTICIPANT,
    PLAN,
    PLAN_OPENED,
    given,
)
from services.planning.tests.test_erasure import words_of

from planning.goals.assess_goal import AssessGoal, GoalAssessed, NoSuchGoal
from planning.goals.set_goal import GoalSet, SetGoal
from planning.plan.refusals import BeforeTheStart
from samplan.contracts.codes import Achievement
from samplan.contracts.codes.records import GoalTerm
from samplan.contracts.planning import plans as published
from samplan.testing.given import fact
from samplan.testing.harness import ServiceUnderTest

LONG = GoalTerm.LONG_TERM
NURSE = "Arbeta som undersköterska"
SET = fact(GoalSet, goal=1, term=LONG, sealed="sealed", occurred_on=MARCH_14, shared=True)
ASSESSED = fact(
    GoalAssessed,
    goal=1,
    term=LONG,
    achievement=Achievement.IMPROVING,
    sealed=None,
    occurred_on=MAY_2,
    shared=True,
)


def assess(goal: int = 1, **changes: Any) -> AssessGoal:
    asked: Any = {"achievement": Achievement.IMPROVING, "occurred_on": MAY_2, **changes}
    return AssessGoal(**KEEPER_ASKS, goal=goal, **asked)


class TestGoals:
    def test_are_numbered_as_they_are_set(self) -> None:
        short = SetGoal(**KEEPER_ASKS, term=GoalTerm.SHORT_TERM, words="Praktik", occurred_on=MAY_2)
        given(*PLAN_OPENED, SET).when(short, "sealed").then(
            fact(GoalSet, goal=2, term=GoalTerm.SHORT_TERM, sealed="sealed")
        )

    def test_are_assessed_by_their_number(self) -> None:
        given(*PLAN_OPENED, SET).when(assess(), None).then(ASSESSED)
        given(*PLAN_OPENED, SET).when(assess(2), None).then_refused(NoSuchGoal)

    def test_are_not_assessed_before_they_are_set(self) -> None:
        set_later = fact(GoalSet, goal=1, term=LONG, sealed="sealed", occurred_on=MAY_2, shared=True)
        given(*PLAN_OPENED, set_later).when(assess(occurred_on=MARCH_14), None).then_refused(BeforeTheStart)

    def test_assessed_alike_again_change_nothing(self) -> None:
        given(*PLAN_OPENED, SET, ASSESSED).when(assess(), None).then_nothing()


class TestOverHttp:
    PATH = f"/v1/plans/{PLAN}"

    @pytest.fixture
    def set(self, opened: ServiceUnderTest) -> ServiceUnderTest:
        body = {"term": "long_term", "words": NURSE, "occurredOn": "2022-03-14"}
        opened.post(f"{self.PATH}/goals", body, if_match=1).raise_for_status()
        return opened

    def test_the_words_stay_and_the_status_travels(self, set: ServiceUnderTest) -> None:
        made = {"goal": 1, "achievement": "improving", "words": "Har sökt", "occurredOn": "2022-05-02"}
        set.post(f"{self.PATH}/goal-assessments", made, if_match=2).raise_for_status()
        told = [one for one in set.published() if isinstance(one, published.GoalAssessed)]
        assert [(one.goal, one.term, one.achievement) for one in told] == [(1, LONG, Achievement.IMPROVING)]
        facts = b"".join(one.state for one in set.database.notifications(0, 999)).decode()
        answers = "".join(row["body"] for row in set.database.query("SELECT body FROM idempotency"))
        assert not [one for one in (NURSE, "Har sökt") if one in facts + answers]
        for agency in (KEEPER, CITY):
            [goal] = set.get(f"{self.PATH}/goals", agency=agency).json()["goals"]
            assert (goal["words"], goal["assessments"][0]["words"]) == (NURSE, "Har sökt")
        assert set.get(f"{self.PATH}/goals", agency=OUTSIDER).status_code == 404
        assert type(set.published()[-1]).__name__ == "DisclosureMade"

    def test_are_set_by_who_leads_the_plan(self, opened: ServiceUnderTest) -> None:
        body = {"term": "long_term", "words": NURSE, "occurredOn": "2022-03-14"}
        refused = opened.post(f"{self.PATH}/goals", body, agency=CITY, if_match=1)
        assert refused.json()["code"] == "not_the_coordinator"

    def test_an_erasure_destroys_their_words(self, set: ServiceUnderTest) -> None:
        words_of(set).erase(PARTICIPANT)
        assert set.get(f"{self.PATH}/goals").json()["goals"][0]["words"] is None
