"""P-07: the agency that proposed an activity or a change takes it back until the owner answers."""

from uuid import UUID

from services.planning.tests.examples import (
    CITY,
    CITY_ASKS,
    KEEPER,
    KEEPER_ASKS,
    MARCH_14,
    MAY_2,
    PLAN,
    PLAN_WITH_ACTIVITIES,
    SWEDISH,
    UNKNOWN,
    Asking,
    given,
)
from services.planning.tests.test_item_changes import CHANGE, COMPLETION, answered
from services.planning.tests.test_item_changes import proposed as change_proposed
from services.planning.tests.test_planned_items import ACCEPT, ACCEPTED, PROPOSED, START, declined

from planning.plan import Plan
from planning.plan.item_change import NoSuchChange
from planning.plan.refusals import ActivityIsNotPlanned
from planning.proposals.withdraw_proposal import (
    ActivityProposalWithdrawn,
    ItemChangeWithdrawn,
    NotTheProposer,
    ProposalIsAnswered,
    WithdrawActivityProposal,
    WithdrawItemChange,
)
from samplan.testing.given import fact
from samplan.testing.harness import ServiceUnderTest

WITHDRAW = WithdrawActivityProposal(**KEEPER_ASKS, activity_id=SWEDISH, occurred_on=MARCH_14)
WITHDRAWN = fact(ActivityProposalWithdrawn, activity_id=SWEDISH, occurred_on=MARCH_14, shared=True)
WAITING = (*PLAN_WITH_ACTIVITIES, change_proposed(COMPLETION))


class TestWithdrawActivityProposal:
    def test_ends_the_proposal_for_good(self) -> None:
        given(*PROPOSED).when(WITHDRAW).then(WITHDRAWN)
        for late in (ACCEPT, START):
            given(*PROPOSED, WITHDRAWN).when(late).then_refused(ActivityIsNotPlanned)

    def test_never_makes_it_an_activity_that_has_started(self) -> None:
        plan: Plan = given(*PROPOSED, WITHDRAWN).aggregate(Plan)
        item = plan.activities[SWEDISH]
        assert (item.has_started, item.is_taken_on, plan.planned_activities) == (False, False, ())

    def test_again_changes_nothing(self) -> None:
        given(*PROPOSED, WITHDRAWN).when(WITHDRAW).then()

    def test_is_for_the_agency_that_proposed_it(self) -> None:
        others = WithdrawActivityProposal(**CITY_ASKS, activity_id=SWEDISH, occurred_on=MARCH_14)
        given(*PROPOSED).when(others).then_refused(NotTheProposer)

    def test_is_too_late_once_the_owner_has_answered(self) -> None:
        for facts in (ACCEPTED, (*PROPOSED, declined())):
            given(*facts).when(WITHDRAW).then_refused(ProposalIsAnswered)


class TestWithdrawItemChange:
    def asked(self, asks: Asking = KEEPER_ASKS, change: UUID = CHANGE) -> WithdrawItemChange:
        return WithdrawItemChange(**asks, activity_id=SWEDISH, change_id=change, occurred_on=MAY_2)

    def test_leaves_the_activity_as_it_was(self) -> None:
        outcome = given(*WAITING).when(self.asked())
        told = {"activity_id": SWEDISH, "change_id": CHANGE}
        outcome.then(fact(ItemChangeWithdrawn, **told, occurred_on=MAY_2, shared=True))
        assert outcome.aggregate.activities[SWEDISH].change is None

    def test_is_for_the_agency_that_proposed_it(self) -> None:
        given(*WAITING).when(self.asked(CITY_ASKS)).then_refused(NotTheProposer)

    def test_has_nothing_to_withdraw_once_it_is_answered(self) -> None:
        given(*WAITING, answered(accepted=False)).when(self.asked()).then_refused(NoSuchChange)
        given(*WAITING).when(self.asked(change=UNKNOWN)).then_refused(NoSuchChange)


def test_a_withdrawn_proposal_leaves_the_lists_of_both_agencies(opened: ServiceUnderTest) -> None:
    days = {"plannedFrom": "2022-12-05", "plannedTo": "2023-06-30", "occurredOn": "2022-11-28"}
    asked = {"kind": "work_placement", "owner": CITY, **days}
    made = opened.post(f"/v1/plans/{PLAN}/activities/proposals", asked, agency=KEEPER)
    path = f"{made.headers['Location']}/withdrawal"
    withdrawn = opened.post(path, {"occurredOn": "2022-11-29"}, agency=KEEPER, if_match=1)
    assert (withdrawn.status_code, withdrawn.json()["status"]) == (200, "withdrawn")
    for agency in (CITY, KEEPER):
        assert opened.get("/v1/unanswered-proposals", agency=agency).json() == []
    assert type(opened.published()[-1]).__name__ == "ActivityProposalWithdrawn"
