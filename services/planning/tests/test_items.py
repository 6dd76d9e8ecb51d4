"""P-25, K25: each item has a version of its own, so that no agency stands in another's way."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from services.planning.tests.examples import (
    AUGUST_15,
    CARE,
    CITY,
    CITY_ASKS,
    ENDING_RULES,
    GRANTED,
    KEEPER,
    MARCH_14,
    MAY_2,
    OTHER_GRANT,
    OUTSIDER,
    PLACEMENT,
    PLAN,
    PLAN_TO_CLOSE,
    PLAN_WITH_ACTIVITIES,
    REVOKED,
    SWEDISH,
    TO_WORK,
    circle,
    given,
    leave,
)

from planning.activities.complete_activity import ActivityCompleted, CompleteActivity
from planning.activities.interrupt_activity import interrupt_all
from planning.activities.start_activity import ActivityStarted
from planning.office import SeenPlan
from samplan.contracts.codes import ActivityKind, Agency
from samplan.contracts.planning import plans as published
from samplan.testing.given import fact
from samplan.testing.harness import ServiceUnderTest

ITEMS = f"/v1/plans/{PLAN}/activities"
SWEDISH_STUDIES = {"kind": "swedish_studies", "occurredOn": "2022-03-21"}
ENDINGS: dict[str, dict[str, Any]] = {
    "completion": {"occurredOn": "2022-06-10"},
    "interruption": {"reason": "started_work", "occurredOn": "2022-06-10"},
}
each_ending = pytest.mark.parametrize(("path", "body"), ENDINGS.items(), ids=list(ENDINGS))


def start(service: ServiceUnderTest, owner: Agency) -> str:
    answer = service.post(ITEMS, SWEDISH_STUDIES, agency=owner)
    assert answer.status_code == 201, answer.text
    place: str = answer.headers["Location"]
    return place


class TestAnItemWhoseOwnerNoConsentNames:
    """K4, K6: the plan continues under another consent, and what the agency does there is its own."""

    UNDER_ANOTHER = circle(GRANTED, OTHER_GRANT, REVOKED)

    def test_ends_untold(self) -> None:
        ending = CompleteActivity(**CITY_ASKS, activity_id=SWEDISH, occurred_on=MAY_2)
        outcome = given(*PLAN_WITH_ACTIVITIES, under=self.UNDER_ANOTHER).when(ending)
        outcome.then(fact(ActivityCompleted, activity_id=SWEDISH, shared=False))
        for reader in (KEEPER, OUTSIDER):
            known = SeenPlan(outcome.aggregate, reader).activities
            assert [one.ended_on for one in known if one.id == SWEDISH] == [None]

    def test_is_asked_to_end_with_the_plan_and_nobody_else_is_told(self) -> None:
        started = {"activity_id": SWEDISH, "kind": ActivityKind.SWEDISH_STUDIES, "owner_agency": CITY}
        untold = fact(ActivityStarted, **started, occurred_on=MARCH_14, shared=False)
        leaving = leave(TO_WORK, on=AUGUST_15)
        outcome = given(*PLAN_TO_CLOSE, untold, under=self.UNDER_ANOTHER).when(leaving, ENDING_RULES)
        assert [one.shared for one in outcome.events] == [False, False]
        assert SeenPlan(outcome.aggregate, KEEPER).activities == []

    def test_ends_with_the_plan_as_its_keeper_tells(self) -> None:
        outcome = given(*PLAN_WITH_ACTIVITIES, under=self.UNDER_ANOTHER).when(interrupt_all, MAY_2)
        assert [one.shared for one in outcome.events] == [True, True]


class TestStartingAnItem:
    def test_asks_for_no_version_of_the_plan(self, opened: ServiceUnderTest) -> None:
        for owner in (KEEPER, CITY):
            answer = opened.post(ITEMS, SWEDISH_STUDIES, agency=owner, if_match=1)
            assert (answer.status_code, answer.headers["ETag"]) == (201, '"1"')

    def test_of_many_agencies_at_once_refuses_none(self, opened: ServiceUnderTest) -> None:
        owners = [KEEPER, CITY, CARE] * 3
        with ThreadPoolExecutor() as threads:
            places = list(threads.map(lambda owner: start(opened, owner), owners))
        seen = opened.get(f"/v1/plans/{PLAN}").json()["activities"]
        assert {f"{ITEMS}/{one['activityId']}" for one in seen} == {*places}

    def test_takes_effect_once_for_one_key(self, opened: ServiceUnderTest) -> None:
        first, again = (opened.post(ITEMS, SWEDISH_STUDIES, key="once") for _ in range(2))
        assert (first.content, first.headers["Location"]) == (again.content, again.headers["Location"])
        assert len(opened.published()) == 2

    def test_is_answered_with_where_the_item_is(self, opened: ServiceUnderTest) -> None:
        item = opened.get(start(opened, CITY), agency=CITY)
        assert item.headers["ETag"] == '"1"'
        assert item.json() == {
            "planId": f"{PLAN}",
            "activityId": item.json()["activityId"],
            "kind": "swedish_studies",
            "ownerAgency": "malmo-ifo",
            "status": "started",
            "proposedBy": None,
            "plannedFrom": None,
            "plannedTo": None,
            "responsibleRole": None,
            "provider": None,
            "declinedBecause": None,
            "startedOn": "2022-03-21",
            "endedOn": None,
            "interruptedBecause": None,
            "change": None,
            "reasonInWords": None,
            "changeInWords": None,
            "version": 1,
        }

    def test_is_for_the_agencies_of_the_consent(self, opened: ServiceUnderTest) -> None:
        assert opened.post(ITEMS, SWEDISH_STUDIES, agency=OUTSIDER).status_code == 404
        opened.receive(REVOKED)
        assert opened.post(ITEMS, SWEDISH_STUDIES, agency=CITY).status_code == 404

    def test_is_answered_again_with_the_own_item_once_the_consent_has_ended(
        self, opened: ServiceUnderTest
    ) -> None:
        first = opened.post(ITEMS, SWEDISH_STUDIES, agency=CITY, key="once")
        opened.receive(REVOKED)
        again = opened.post(ITEMS, SWEDISH_STUDIES, agency=CITY, key="once")
        assert (again.status_code, again.content) == (201, first.content)

    @pytest.mark.parametrize("wrong", [{"note": "hemligt"}, {"occurredOn": 20220207}, {"kind": "sleep"}])
    def test_is_refused_with_an_unknown_code_or_member(
        self, opened: ServiceUnderTest, wrong: dict[str, Any]
    ) -> None:
        answer = opened.post(ITEMS, {**SWEDISH_STUDIES, **wrong})
        assert answer.status_code == 422
        assert "hemligt" not in answer.text


class TestEndingAnItem:
    @each_ending
    def test_stands_in_nobodys_way(self, opened: ServiceUnderTest, path: str, body: dict[str, Any]) -> None:
        """K25: both agencies have read the plan before either of them changes an item."""
        places = {owner: start(opened, owner) for owner in (KEEPER, CITY)}
        for owner, place in places.items():
            answer = opened.post(f"{place}/{path}", body, agency=owner, if_match=1)
            assert (answer.status_code, answer.headers["ETag"]) == (200, '"2"')
            assert answer.json()["endedOn"] == "2022-06-10"

    @each_ending
    def test_asks_for_the_version_of_the_item(
        self, opened: ServiceUnderTest, path: str, body: dict[str, Any]
    ) -> None:
        place = start(opened, CITY)
        assert opened.post(f"{place}/{path}", body, agency=CITY, if_match=2).status_code == 412
        assert opened.post(f"{place}/{path}", body, agency=CITY).status_code == 428

    @each_ending
    def test_is_refused_to_another_agency_whatever_version_it_names(
        self, opened: ServiceUnderTest, path: str, body: dict[str, Any]
    ) -> None:
        place = start(opened, CITY)
        for version in (1, 7):
            answer = opened.post(f"{place}/{path}", body, agency=KEEPER, if_match=version)
            assert (answer.status_code, answer.json()["code"]) == (403, "not_the_owner")

    @each_ending
    def test_takes_effect_once_for_one_key(
        self, opened: ServiceUnderTest, path: str, body: dict[str, Any]
    ) -> None:
        ending = f"{start(opened, CITY)}/{path}"
        answers = [opened.post(ending, body, agency=CITY, key="once", if_match=1) for _ in range(2)]
        assert answers[0].content == answers[1].content
        another_key = opened.post(ending, body, agency=CITY, if_match=2)
        assert (another_key.status_code, another_key.json()["code"]) == (409, "activity_has_ended")

    def test_is_answered_again_to_its_owner_after_a_revocation(self, opened: ServiceUnderTest) -> None:
        ending = f"{start(opened, CITY)}/completion"
        sent: dict[str, Any] = {"agency": CITY, "key": "once", "if_match": 1}
        opened.post(ending, ENDINGS["completion"], **sent).raise_for_status()
        opened.receive(REVOKED)
        assert opened.post(ending, ENDINGS["completion"], **sent).status_code == 200

    def test_that_the_plan_does_not_have_is_not_found(self, opened: ServiceUnderTest) -> None:
        answer = opened.post(f"{ITEMS}/{PLACEMENT}/completion", ENDINGS["completion"], if_match=1)
        assert answer.status_code == 404


class TestShowingAnItem:
    def test_to_its_owner_is_no_disclosure(self, opened: ServiceUnderTest) -> None:
        place = start(opened, CITY)
        opened.get(place, agency=CITY).raise_for_status()
        assert not any(isinstance(one, published.DisclosureMade) for one in opened.published())

    def test_to_another_agency_is_one(self, opened: ServiceUnderTest) -> None:
        opened.get(start(opened, CITY), agency=CARE).raise_for_status()
        [made] = [one for one in opened.published() if isinstance(one, published.DisclosureMade)]
        assert (made.agency, made.what) == (CARE, "planning.plan")

    def test_of_another_agency_ends_with_the_consent(self, opened: ServiceUnderTest) -> None:
        own, others = start(opened, CITY), start(opened, CARE)
        opened.receive(REVOKED)
        assert opened.get(own, agency=CITY).status_code == 200
        assert opened.get(others, agency=CITY).status_code == 404
        assert opened.get(f"{ITEMS}/{PLACEMENT}", agency=CITY).status_code == 404
