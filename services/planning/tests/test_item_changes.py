"""P-07, K21: a change of another agency's activity is a proposal, which its owner accepts or declines."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from services.planning.tests.examples import (
    CARE,
    CITY,
    CITY_ASKS,
    ENROLLED_ON,
    JANUARY_31,
    KEEPER,
    KEEPER_ASKS,
    MARCH_14,
    MAY_2,
    PLACEMENT,
    PLAN,
    PLAN_WITH_ACTIVITIES,
    REVOKED,
    SWEDISH,
    UNKNOWN,
    completed,
    given,
    interrupted,
    placement_started,
)
from services.planning.tests.test_planned_items import ACCEPTED, JUNE_30

from planning.activities.replan_activity import ActivityReplanned, ReplanActivity
from planning.dates.period import EndsBeforeItStarts
from planning.plan import Plan
from planning.plan.item_change import ChangeWaits, NoSuchChange, OwnItem
from planning.plan.refusals import ActivityHasEnded, ActivityIsPlanned, BeforeTheStart, NotTheOwner
from planning.proposals.answer_item_change import AnswerItemChange, ItemChangeAnswered
from planning.proposals.propose_item_change import ItemChangeProposed, ProposeItemChange
from samplan.contracts.codes import InterruptionReason
from samplan.contracts.codes.items import ItemChangeKind
from samplan.testing.given import Fact, fact
from samplan.testing.harness import ServiceUnderTest

CHANGE = UUID("c8d5e4f3-2a1b-4fae-89d8-17a6f5e4d323")
JULY_31 = date(2022, 7, 31)
MOVED = InterruptionReason.MOVED
COMPLETION: dict[str, Any] = {"change": ItemChangeKind.COMPLETION, "ends_on": MAY_2}
INTERRUPTION: dict[str, Any] = {"change": ItemChangeKind.INTERRUPTION, "ends_on": MAY_2, "reason": MOVED}
DATES: dict[str, Any] = {
    "change": ItemChangeKind.DATES,
    "planned_from": MAY_2,
    "planned_to": JULY_31,
}
NOTHING = {"ends_on": None, "reason": None, "planned_from": None, "planned_to": None}


def propose(change: dict[str, Any]) -> ProposeItemChange:
    """By the keeper, of the Swedish studies, which are the city's."""
    return ProposeItemChange(
        **KEEPER_ASKS, activity_id=SWEDISH, change_id=CHANGE, occurred_on=MAY_2, **change
    )


def proposed(change: dict[str, Any]) -> Fact:
    told = {**NOTHING, **change}
    of = {"activity_id": SWEDISH, "change_id": CHANGE, "proposed_by": KEEPER}
    return fact(ItemChangeProposed, **of, **told, occurred_on=MAY_2, shared=True)


def answer(*, accepted: bool, change_id: UUID = CHANGE) -> AnswerItemChange:
    asked: Any = {"activity_id": SWEDISH, "change_id": change_id, "accepted": accepted}
    return AnswerItemChange(**CITY_ASKS, **asked, occurred_on=JUNE_30)


def answered(*, accepted: bool) -> Fact:
    answer = {"activity_id": SWEDISH, "change_id": CHANGE, "accepted": accepted}
    return fact(ItemChangeAnswered, **answer, occurred_on=JUNE_30, shared=True)


def replanned(on: date) -> Fact:
    days = {"planned_from": MAY_2, "planned_to": JULY_31}
    return fact(ActivityReplanned, activity_id=SWEDISH, **days, occurred_on=on, shared=True)


class TestProposeItemChange:
    @pytest.mark.parametrize("change", [COMPLETION, INTERRUPTION, DATES], ids=lambda one: one["change"])
    def test_changes_nothing_but_that_it_waits(self, change: dict[str, Any]) -> None:
        outcome = given(*PLAN_WITH_ACTIVITIES).when(propose(change), None)
        outcome.then(proposed(change))
        item = outcome.aggregate.activities[SWEDISH]
        assert (item.is_current, item.change.id) == (True, CHANGE)

    def test_is_for_another_agency_than_the_owner(self) -> None:
        own = ProposeItemChange(**CITY_ASKS, activity_id=SWEDISH, occurred_on=MAY_2, **COMPLETION)
        given(*PLAN_WITH_ACTIVITIES).when(own, None).then_refused(OwnItem)

    def test_waits_for_the_answer_to_an_earlier_one(self) -> None:
        given(*PLAN_WITH_ACTIVITIES, proposed(DATES)).when(propose(COMPLETION), None).then_refused(
            ChangeWaits
        )

    @pytest.mark.parametrize(
        ("before", "change", "refusal"),
        [
            (PLAN_WITH_ACTIVITIES, {**COMPLETION, "ends_on": ENROLLED_ON}, BeforeTheStart),
            (PLAN_WITH_ACTIVITIES, {**DATES, "planned_to": MARCH_14}, EndsBeforeItStarts),
            (PLAN_WITH_ACTIVITIES, {**DATES, "planned_from": JANUARY_31}, BeforeTheStart),
            (ACCEPTED, COMPLETION, ActivityIsPlanned),
            ((*PLAN_WITH_ACTIVITIES, completed(SWEDISH)), DATES, ActivityHasEnded),
        ],
    )
    def test_is_refused_for_what_its_owner_could_not_do(
        self, before: tuple[Fact, ...], change: dict[str, Any], refusal: type[Any]
    ) -> None:
        given(*before).when(propose(change), None).then_refused(refusal)


class TestAnswerItemChange:
    @pytest.mark.parametrize(
        ("change", "carried_out"),
        [
            (COMPLETION, completed(SWEDISH)),
            (INTERRUPTION, interrupted(SWEDISH, MOVED)),
            (DATES, replanned(JUNE_30)),
        ],
        ids=["completion", "interruption", "dates"],
    )
    def test_carries_out_what_it_accepts(self, change: dict[str, Any], carried_out: Fact) -> None:
        outcome = given(*PLAN_WITH_ACTIVITIES, proposed(change)).when(answer(accepted=True))
        outcome.then(answered(accepted=True), carried_out)
        assert outcome.aggregate.activities[SWEDISH].change is None

    def test_leaves_what_it_declines_as_it_was(self) -> None:
        outcome = given(*PLAN_WITH_ACTIVITIES, proposed(COMPLETION)).when(answer(accepted=False))
        outcome.then(answered(accepted=False))
        item = outcome.aggregate.activities[SWEDISH]
        assert (item.is_current, item.change) == (True, None)

    def test_is_refused_for_another_change_than_the_one_that_waits(self) -> None:
        for before in (PLAN_WITH_ACTIVITIES, (*PLAN_WITH_ACTIVITIES, proposed(COMPLETION))):
            given(*before).when(answer(accepted=True, change_id=UNKNOWN)).then_refused(NoSuchChange)

    def test_is_for_the_owner_alone(self) -> None:
        others = AnswerItemChange(**{**vars(answer(accepted=True)), **KEEPER_ASKS})
        given(*PLAN_WITH_ACTIVITIES, proposed(COMPLETION)).when(others).then_refused(NotTheOwner)

    def test_has_nothing_to_answer_once_the_owner_has_ended_the_activity(self) -> None:
        over = (*PLAN_WITH_ACTIVITIES, proposed(COMPLETION), completed(SWEDISH))
        given(*over).when(answer(accepted=True)).then_refused(NoSuchChange)


class TestReplanActivity:
    def test_changes_the_day_on_which_it_is_to_begin(self) -> None:
        days: Any = {"planned_from": MAY_2, "planned_to": JULY_31}
        outcome = given(*ACCEPTED).when(
            ReplanActivity(**CITY_ASKS, activity_id=SWEDISH, **days, occurred_on=MARCH_14)
        )
        outcome.then(replanned(MARCH_14))
        assert outcome.aggregate.activities[SWEDISH].planned_to == JULY_31

    def test_of_a_started_activity_leaves_the_day_on_which_it_began(self) -> None:
        plan: Plan = given(*PLAN_WITH_ACTIVITIES, replanned(MAY_2)).aggregate(Plan)
        assert plan.activities[SWEDISH].started_on == MARCH_14

    def test_is_for_the_owner_alone(self) -> None:
        days: Any = {"planned_from": MAY_2, "planned_to": JULY_31}
        others = ReplanActivity(**CITY_ASKS, activity_id=PLACEMENT, **days, occurred_on=MAY_2)
        given(*PLAN_WITH_ACTIVITIES, placement_started()).when(others).then_refused(NotTheOwner)


class TestOverHttp:
    ITEMS = f"/v1/plans/{PLAN}/activities"
    END = {"change": "completion", "endsOn": "2022-06-10", "occurredOn": "2022-06-12"}  # noqa: RUF012  # read only

    @pytest.fixture
    def place(self, opened: ServiceUnderTest) -> str:
        """An activity of the city."""
        started = {"kind": "swedish_studies", "occurredOn": "2022-03-21"}
        place: str = opened.post(self.ITEMS, started, agency=CITY).headers["Location"]
        return place

    def test_a_proposal_waits_on_both_agencies_lists_until_it_is_answered(
        self, opened: ServiceUnderTest, place: str
    ) -> None:
        item = opened.post(f"{place}/changes", self.END, agency=KEEPER, if_match=1)
        assert (item.status_code, item.headers["ETag"], item.json()["endedOn"]) == (200, '"2"', None)
        for agency in (CITY, KEEPER):
            [waiting] = opened.get("/v1/unanswered-proposals", agency=agency).json()
            assert (waiting["what"], waiting["ownerAgency"]) == ("completion", "malmo-ifo")
        assert opened.get("/v1/unanswered-proposals", agency=CARE).json() == []
        path = f"{place}/changes/{item.json()['change']['changeId']}/answer"
        body = {"accepted": True, "occurredOn": "2022-06-14"}
        done = opened.post(path, body, agency=CITY, if_match=2).json()
        assert (done["endedOn"], done["change"]) == ("2022-06-10", None)
        assert opened.get("/v1/unanswered-proposals", agency=CITY).json() == []

    def test_a_proposed_activity_waits_on_the_list_while_the_consent_lasts(
        self, opened: ServiceUnderTest
    ) -> None:
        days = {"plannedFrom": "2022-12-05", "plannedTo": "2023-06-30", "occurredOn": "2022-11-28"}
        asked = {"kind": "work_placement", "owner": "malmo-ifo", **days}
        opened.post(f"{self.ITEMS}/proposals", asked, agency=CARE).raise_for_status()
        [waiting] = opened.get("/v1/unanswered-proposals", agency=CITY).json()
        assert (waiting["what"], waiting["proposedOn"]) == ("activity", "2022-11-28")
        opened.receive(REVOKED)
        assert opened.get("/v1/unanswered-proposals", agency=CITY).json() == []

    @pytest.mark.parametrize("wrong", [{"reason": "moved"}, {"change": "dates"}, {"endsOn": None}])
    def test_a_change_is_told_with_what_belongs_to_it(
        self, opened: ServiceUnderTest, place: str, wrong: dict[str, Any]
    ) -> None:
        refused = opened.post(f"{place}/changes", {**self.END, **wrong}, agency=KEEPER, if_match=1)
        assert refused.status_code == 422

    def test_a_stale_version_of_the_item_is_refused(self, opened: ServiceUnderTest, place: str) -> None:
        assert opened.post(f"{place}/changes", self.END, agency=KEEPER, if_match=2).status_code == 412
