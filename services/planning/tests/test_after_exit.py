"""P-17: what follows an exit: its correction, the plan again, the step moved, the follow-up."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
from services.planning.tests.changes import DECEASED
from services.planning.tests.examples import (
    AUGUST_15,
    CARE,
    CITY,
    DAY_60,
    ENROLLED,
    GRANTED,
    JANUARY_31,
    KEEPER_ASKS,
    MARCH_14,
    MAY_2,
    PARTICIPANT,
    PLAN,
    PLAN_ENDED,
    PLAN_OPENED,
    PLAN_WITH_ACTIVITIES,
    SUMMARISED,
    SWEDISH,
    TODAY,
    UNKNOWN,
    circle,
    completed,
    deadline_missed,
    exited_to_work,
    given,
    interrupted,
    swedish_started,
)
from services.planning.tests.test_error_entry import WRONG

from planning.after_exit.correct_exit import CorrectExit, ExitCorrected
from planning.after_exit.exited import NotExited
from planning.after_exit.follow_up import FollowedUpAfterExit, FollowUp, FollowUpNotDue
from planning.after_exit.move_step import LeftForWorkOrStudies, MoveStep, StepMoved
from planning.after_exit.reopen_plan import ParticipantIsDeceased, ReopenPlan
from planning.clock.deadline import PlanDeadlineMissed
from planning.course_rules import EndingRule
from planning.ending.close_check import ExitBlocked
from planning.ending.record_exit import ExitedOtherwise
from planning.opening.plan_reopened import PlanReopened
from planning.plan.refusals import BeforeTheStart
from samplan.contracts.codes import ExitClass, InterruptionReason
from samplan.contracts.codes.endings import StatusAfterExit, StepMove
from samplan.contracts.planning import endings
from samplan.contracts.planning import plans as published
from samplan.testing.given import Fact, fact
from samplan.testing.harness import ServiceUnderTest

JULY_1 = date(2022, 7, 1)
MOVED = ExitClass.MOVED
LEFT = (
    *PLAN_OPENED,
    fact(ExitedOtherwise, exit_class=ExitClass.RETURNED_TO_REGULAR, occurred_on=AUGUST_15, shared=True),
)


def corrected(on: date, to: ExitClass = MOVED) -> Fact:
    return fact(ExitCorrected, exit_class=to, subsidy_kind=None, occurred_on=on, shared=True)


def correct(on: date, to: ExitClass = MOVED) -> CorrectExit:
    return CorrectExit(**KEEPER_ASKS, exit_class=to, occurred_on=on)


class TestCorrectExit:
    def test_replaces_class_kind_and_day(self) -> None:
        outcome = given(*PLAN_ENDED).when(correct(JULY_1), None)
        outcome.then(corrected(JULY_1))
        assert (outcome.aggregate.ending.exit.exit_class, outcome.aggregate.ended_on) == (MOVED, JULY_1)

    def test_again_changes_nothing(self) -> None:
        given(*PLAN_ENDED, corrected(JULY_1)).when(correct(JULY_1), None).then_nothing()

    def test_takes_what_ended_with_the_exit_to_its_day(self) -> None:
        ended = interrupted(SWEDISH, InterruptionReason.PLAN_ENDED, AUGUST_15)
        moved = interrupted(SWEDISH, InterruptionReason.PLAN_ENDED, JULY_1)
        given(*PLAN_ENDED[:-1], swedish_started(), ended, exited_to_work()).when(correct(JULY_1), None).then(
            moved, corrected(JULY_1)
        )

    @pytest.mark.parametrize("on", [MARCH_14, date(2022, 5, 1)])
    def test_lies_after_what_the_owner_ended(self, on: date) -> None:
        ended = (*PLAN_ENDED[:-1], swedish_started(), completed(SWEDISH, MAY_2), exited_to_work())
        given(*ended).when(correct(on), None).then_refused(ExitBlocked)

    def test_follows_the_deadline_in_both_directions(self) -> None:
        late = given(*PLAN_OPENED, deadline_missed(), exited_to_work()).when(correct(MARCH_14), None)
        assert not late.aggregate.has_missed_deadline
        in_time = given(*PLAN_OPENED, exited_to_work(MARCH_14)).when(correct(JULY_1), None)
        assert in_time.aggregate.recorded(PlanDeadlineMissed)[0].due_on == DAY_60

    def test_is_refused_without_an_exit_and_before_the_plan(self) -> None:
        given(*PLAN_OPENED).when(correct(JULY_1), None).then_refused(NotExited)
        given(*PLAN_ENDED).when(correct(JANUARY_31), None).then_refused(BeforeTheStart)


REOPENED = fact(PlanReopened, sealed="sealed", occurred_on=TODAY, shared=True)


class TestReopenPlan:
    reopen = ReopenPlan(**KEEPER_ASKS, reason="Anställningen drogs tillbaka", occurred_on=TODAY)

    def test_takes_the_exit_back_and_leaves_items_ended(self) -> None:
        ended = (*PLAN_WITH_ACTIVITIES, completed(SWEDISH), SUMMARISED, exited_to_work())
        outcome = given(*ended).when(self.reopen, "sealed")
        outcome.then(REOPENED)
        plan = outcome.aggregate
        assert (plan.has_ended, plan.ending.exit, plan.ending.summary) == (False, None, None)
        assert not plan.activities[SWEDISH].is_current

    def test_is_refused_the_second_time_before_the_exit_and_after_a_death(self) -> None:
        given(*PLAN_ENDED, REOPENED).when(self.reopen, "sealed").then_refused(NotExited)
        early = ReopenPlan(**KEEPER_ASKS, reason="För tidigt", occurred_on=MAY_2)
        given(*PLAN_ENDED).when(early, "sealed").then_refused(BeforeTheStart)
        died = circle(GRANTED, DECEASED)
        given(*PLAN_ENDED, under=died).when(self.reopen, "sealed").then_refused(ParticipantIsDeceased)


class TestMoveStep:
    step = MoveStep(**KEEPER_ASKS, step=StepMove.CLOSER_TO_WORK, occurred_on=AUGUST_15)
    moved = fact(StepMoved, step=StepMove.CLOSER_TO_WORK, occurred_on=AUGUST_15, shared=True)

    def test_is_recorded_once(self) -> None:
        given(*LEFT).when(self.step).then(self.moved)
        given(*LEFT, self.moved).when(self.step).then_nothing()

    def test_is_for_those_who_left_for_neither_work_nor_studies(self) -> None:
        given(*PLAN_ENDED).when(self.step).then_refused(LeftForWorkOrStudies)
        given(*PLAN_OPENED).when(self.step).then_refused(NotExited)


class TestFollowUp:
    follow_up = FollowUp(**KEEPER_ASKS, status=StatusAfterExit.IN_WORK, occurred_on=TODAY)
    followed_up = fact(FollowedUpAfterExit, status=StatusAfterExit.IN_WORK, occurred_on=TODAY, shared=True)

    def test_is_recorded_once(self) -> None:
        given(*PLAN_ENDED).when(self.follow_up).then(self.followed_up)
        given(*PLAN_ENDED, self.followed_up).when(self.follow_up).then_nothing()
        given(*PLAN_OPENED).when(self.follow_up).then_refused(NotExited)

    def test_is_taken_once_it_is_due(self) -> None:
        """A status of the day after the exit is none of six months later."""
        due_later = fact(
            ExitedOtherwise,
            exit_class=ExitClass.RETURNED_TO_REGULAR,
            follow_up_on=TODAY + timedelta(days=1),
            occurred_on=AUGUST_15,
            shared=True,
        )
        given(*PLAN_OPENED, due_later).when(self.follow_up).then_refused(FollowUpNotDue)
        later = replace(self.follow_up, occurred_on=TODAY + timedelta(days=1))
        given(*PLAN_OPENED, due_later).when(later).then(
            fact(FollowedUpAfterExit, status=later.status, occurred_on=later.occurred_on, shared=True)
        )

    def test_is_of_nobody_who_has_died(self) -> None:
        died = fact(ExitedOtherwise, exit_class=ExitClass.DECEASED, occurred_on=AUGUST_15, shared=True)
        given(*PLAN_OPENED, died).when(self.follow_up).then_refused(FollowUpNotDue)

    @pytest.mark.parametrize(
        ("exited_on", "due_on"),
        [(date(2022, 8, 15), date(2023, 2, 15)), (date(2023, 8, 31), date(2024, 2, 29))],
    )
    def test_is_due_that_many_months_later(self, exited_on: date, due_on: date) -> None:
        rule: dict[str, Any] = {"valid_from": JULY_1, "reason": "r", "approved_by": "s", "answer_days": 14}
        assert EndingRule(**rule, follow_up_months=6).follow_up_on(exited_on) == due_on


PATH = f"/v1/plans/{PLAN}"
AGAIN = {"reason": "Var inte klar", "occurredOn": "2022-05-02"}
LEFT_IN_APRIL = {"exitClass": "returned_to_regular", "occurredOn": "2022-04-01"}


def due(service: ServiceUnderTest, as_of: str) -> list[str]:
    return [one["followUpOn"] for one in service.get(f"/v1/due-follow-ups?asOf={as_of}").json()]


class TestOverHttp:
    def test_a_former_participant_is_listed_until_followed_up(self, summarised: ServiceUnderTest) -> None:
        summarised.post(f"{PATH}/exit", LEFT_IN_APRIL, if_match=2).raise_for_status()
        assert (due(summarised, "2022-09-30"), due(summarised, "2022-10-01")) == ([], ["2022-10-01"])
        earlier = {**LEFT_IN_APRIL, "occurredOn": "2022-03-15"}
        summarised.post(f"{PATH}/exit-correction", earlier, if_match=3).raise_for_status()
        assert due(summarised, "2022-09-30") == ["2022-09-15"]
        status = {"status": "in_studies", "occurredOn": "2022-09-20"}
        shown = summarised.post(f"{PATH}/follow-up", status, if_match=4).json()
        assert (shown["exit"]["statusAfter"], due(summarised, "2022-09-30")) == ("in_studies", [])
        assert [type(one) for one in summarised.published()[-3:]] == [
            published.ExitedOtherwise,
            endings.ExitCorrected,
            endings.FollowedUpAfterExit,
        ]

    def test_a_plan_is_reopened(self, summarised: ServiceUnderTest) -> None:
        summarised.post(f"{PATH}/exit", LEFT_IN_APRIL, if_match=2).raise_for_status()
        answer = summarised.post(f"{PATH}/reopening", AGAIN, if_match=3)
        assert (answer.json()["exit"], AGAIN["reason"] in answer.text) == (None, False)
        assert due(summarised, "2022-11-30") == []
        summarised.receive(msgspec.structs.replace(ENROLLED, referral_id=UNKNOWN))  # joins it
        assert len(summarised.get(f"/v1/plans?participantId={PARTICIPANT}").json()) == 1

    def test_a_plan_is_not_reopened_beside_another(self, summarised: ServiceUnderTest) -> None:
        summarised.post(f"{PATH}/exit", LEFT_IN_APRIL, if_match=2).raise_for_status()
        summarised.receive(msgspec.structs.replace(ENROLLED, referral_id=UNKNOWN))
        answer = summarised.post(f"{PATH}/reopening", AGAIN, if_match=3)
        assert (answer.status_code, answer.json()["code"]) == (409, "another_plan_is_open")

    def test_a_plan_of_the_wrong_person_leaves_no_follow_up_and_no_request(
        self, summarised: ServiceUnderTest
    ) -> None:
        """R-13: its keeper alone sees it."""
        asked = {"askedOf": CARE, "occurredOn": "2022-03-14"}
        summarised.post(f"{PATH}/health-requests", asked, agency=CITY).raise_for_status()
        summarised.post(f"{PATH}/exit", LEFT_IN_APRIL, if_match=2).raise_for_status()
        lists = ("to-do", "health-requests", "due-follow-ups?asOf=2022-11-30")
        before = [len(summarised.get(f"/v1/{one}", agency=CARE).json()) for one in lists]
        summarised.redeliver(summarised.receive(WRONG))
        after = [summarised.get(f"/v1/{one}", agency=CARE).json() for one in lists]
        assert (before, after) == ([1, 1, 1], [[], [], []])
