"""P-17: nobody is exited over other agencies' heads: they answer for what they do, or their time passes."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid5

import msgspec
from services.planning.tests.examples import (
    AUGUST_15,
    CARE,
    CITY,
    CITY_ASKS,
    ENDING_RULES,
    GRANTED,
    KEEPER,
    KEEPER_ASKS,
    MAY_2,
    PLAN,
    PLAN_AGREED,
    SUMMARISED,
    SWEDISH,
    TO_WORK,
    TODAY,
    appointed,
    circle,
    completed,
    exited_to_work,
    given,
    interrupted,
    leave,
    placement_started,
    swedish_started,
)
from services.planning.tests.test_clocks import tick
from services.planning.tests.test_planned_items import ACCEPTED

from planning.activities.decline_activity import ActivityDeclined
from planning.ending.conclude_exits import conclude
from planning.ending.end_plans_of_deceased import end_for_death
from planning.ending.propose_exit import ExitProposed
from planning.ending.withdraw_exit import ExitWithdrawn, NoProposedExit, WithdrawExit
from planning.plan.activity import ItemStatus
from planning.proposals.answer_item_change import AnswerItemChange, ItemChangeAnswered
from planning.proposals.propose_item_change import ItemChangeProposed
from planning.proposals.withdraw_proposal import ItemChangeWithdrawn
from samplan.contracts.codes import ExitClass, InterruptionReason
from samplan.contracts.codes.items import ItemChangeKind
from samplan.contracts.planning import plans as published
from samplan.testing.given import Fact, fact
from samplan.testing.harness import ServiceUnderTest

ENDED = InterruptionReason.PLAN_ENDED
STUDYING = (*PLAN_AGREED, swedish_started(), SUMMARISED)
"""The Swedish studies are the city's, and the keeper leads."""
CHANGE = uuid5(SWEDISH, "exit 2022-08-15 after 1")
GRANTED_WITHOUT_CARE = msgspec.structs.replace(GRANTED, agencies=(KEEPER, CITY))
FIFTEEN_DAYS_LATER = TODAY + timedelta(days=15)

EXIT_PROPOSED = fact(
    ExitProposed,
    exit_class=TO_WORK.exit_class,
    subsidy_kind=TO_WORK.subsidy_kind,
    by=KEEPER,
    asked_on=TODAY,
    occurred_on=AUGUST_15,
    shared=False,
)
END_PROPOSED = fact(
    ItemChangeProposed,
    activity_id=SWEDISH,
    change_id=CHANGE,
    change=ItemChangeKind.INTERRUPTION,
    proposed_by=KEEPER,
    ends_on=AUGUST_15,
    reason=ENDED,
    planned_from=None,
    planned_to=None,
    occurred_on=TODAY,
    shared=True,
)
PROPOSED = (*STUDYING, EXIT_PROPOSED, END_PROPOSED)
DECLINED: Fact = fact(
    ItemChangeAnswered, activity_id=SWEDISH, change_id=CHANGE, accepted=False, occurred_on=TODAY, shared=True
)


def conclude_on(as_of: date) -> Any:
    return lambda plan: conclude(plan, ENDING_RULES, as_of)


class TestAnExit:
    def test_is_proposed_while_another_agency_does_something(self) -> None:
        outcome = given(*STUDYING).when(leave(TO_WORK, on=AUGUST_15), ENDING_RULES)
        outcome.then(EXIT_PROPOSED, END_PROPOSED)
        assert not outcome.aggregate.has_ended
        assert outcome.aggregate.activities[SWEDISH].is_current

    def test_asked_again_changes_nothing(self) -> None:
        given(*PROPOSED).when(leave(TO_WORK, on=AUGUST_15), ENDING_RULES).then_nothing()

    def test_asked_again_asks_those_who_declined(self) -> None:
        outcome = given(*PROPOSED, DECLINED).when(leave(TO_WORK, on=AUGUST_15), ENDING_RULES)
        assert outcome.aggregate.activities[SWEDISH].change is not None
        assert len(outcome.aggregate.recorded(ExitProposed)) == 1

    def test_happens_once_the_owner_has_ended_its_activity(self) -> None:
        ended = (*PROPOSED, completed(SWEDISH))
        given(*ended).when(leave(TO_WORK, on=AUGUST_15), ENDING_RULES).then(exited_to_work())
        given(*ended).when(conclude_on(TODAY)).then(exited_to_work())

    def test_ends_what_was_not_answered_in_time(self) -> None:
        given(*PROPOSED).when(conclude_on(FIFTEEN_DAYS_LATER - timedelta(days=1))).then_nothing()
        (
            given(*PROPOSED)
            .when(conclude_on(FIFTEEN_DAYS_LATER))
            .then(interrupted(SWEDISH, ENDED, AUGUST_15), exited_to_work())
        )

    def test_ends_nothing_whose_owner_has_declined(self) -> None:
        given(*PROPOSED, DECLINED).when(conclude_on(FIFTEEN_DAYS_LATER)).then_nothing()

    def test_waits_while_the_leading_agency_has_begun_something_new(self) -> None:
        given(*PROPOSED, placement_started()).when(conclude_on(FIFTEEN_DAYS_LATER)).then_nothing()

    def test_waits_once_the_agency_that_proposed_it_leads_no_more(self) -> None:
        """P-01: as it could not record the exit that day either."""
        told = {**END_PROPOSED.attributes, "proposed_by": CARE}
        of_care = (
            *STUDYING,
            appointed(CARE),
            fact(ExitProposed, **{**EXIT_PROPOSED.attributes, "by": CARE}),
            fact(ItemChangeProposed, **told),
        )
        late = conclude_on(FIFTEEN_DAYS_LATER)
        assert given(*of_care).when(late).aggregate.has_ended
        given(*of_care, appointed(CITY, MAY_2)).when(late).then_nothing()
        given(*of_care, under=circle(GRANTED_WITHOUT_CARE)).when(late).then_nothing()

    def test_is_concluded_once(self) -> None:
        given(*PROPOSED, exited_to_work()).when(conclude_on(FIFTEEN_DAYS_LATER)).then_nothing()

    def test_happens_no_more_once_it_is_withdrawn(self) -> None:
        withdraw = WithdrawExit(**KEEPER_ASKS, occurred_on=TODAY)
        withdrawn = given(*PROPOSED).when(withdraw)
        asks_no_more = fact(
            ItemChangeWithdrawn, activity_id=SWEDISH, change_id=CHANGE, occurred_on=TODAY, shared=True
        )
        withdrawn.then(fact(ExitWithdrawn, occurred_on=TODAY, shared=False), asks_no_more)
        assert withdrawn.aggregate.ending.proposed is None
        assert withdrawn.aggregate.activities[SWEDISH].change is None
        given(*STUDYING).when(withdraw).then_refused(NoProposedExit)

    def test_waits_for_nobody_after_a_death(self) -> None:
        plan = given(*PROPOSED).when(end_for_death, AUGUST_15).aggregate
        assert plan.ending.exit.exit_class is ExitClass.DECEASED
        assert plan.ending.proposed is None
        assert not plan.current_activities

    def test_asks_the_owner_of_what_is_only_planned(self) -> None:
        outcome = given(*ACCEPTED, SUMMARISED).when(leave(TO_WORK, on=AUGUST_15), ENDING_RULES)
        asked = outcome.aggregate.activities[SWEDISH].change
        assert (asked.kind, asked.proposed_by) == (ItemChangeKind.INTERRUPTION, KEEPER)


class TestAnAcceptedEnd:
    def test_of_what_is_only_planned_declines_it(self) -> None:
        accepting = AnswerItemChange(
            **CITY_ASKS, activity_id=SWEDISH, change_id=CHANGE, accepted=True, occurred_on=TODAY
        )
        outcome = given(*ACCEPTED, END_PROPOSED).when(accepting)
        assert outcome.aggregate.activities[SWEDISH].status is ItemStatus.DECLINED
        assert outcome.aggregate.recorded(ActivityDeclined)[-1].reason is ENDED


class TestOverHttp:
    def test_the_clock_concludes_what_no_agency_answers(self, summarised: ServiceUnderTest) -> None:
        path = f"/v1/plans/{PLAN}"
        started = {"kind": "swedish_studies", "occurredOn": "2022-03-21"}
        item = summarised.post(f"{path}/activities", started, agency=CITY).json()["activityId"]
        left = {"exitClass": "moved", "occurredOn": "2022-08-15"}
        shown = summarised.post(f"{path}/exit", left, if_match=3).json()
        assert (shown["exit"], shown["proposedExit"]["askedOn"]) == (None, TODAY.isoformat())
        check = summarised.get(f"{path}/close-check").json()
        assert check["waitsFor"] == [{"agency": "malmo-ifo", "activityId": item, "isAsked": True}]
        assert [self.exits_by(summarised, days) for days in (14, 15, 16)] == [0, 1, 1]

    @staticmethod
    def exits_by(service: ServiceUnderTest, days_later: int) -> int:
        as_of = TODAY + timedelta(days=days_later)
        service.today(as_of)
        tick(service, as_of)
        return sum(isinstance(one, published.ExitedOtherwise) for one in service.published())
