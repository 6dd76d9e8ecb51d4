"""P-21: days on which the clock is lawfully stopped do not count towards the plan's due date."""

from datetime import date, timedelta

import pytest
from services.planning.tests.examples import (
    AUGUST_15,
    CITY,
    DAY_60,
    DAY_61,
    ENROLLED_ON,
    JANUARY_31,
    KEEPER_ASKS,
    MARCH_14,
    MAY_2,
    PLAN,
    PLAN_ENDED,
    PLAN_OPENED,
    given,
)

from planning.agreement.notice_missed_deadlines import notice_deadline
from planning.agreement.stop_clock import ClockStopped, StopClock, StopReason
from planning.plan import Plan
from planning.plan.period import EndsBeforeItStarts
from planning.plan.refusals import BeforeTheStart, PlanHasEnded
from samplan.contracts.planning import ClockStopped as Told
from samplan.testing.given import Fact, fact
from samplan.testing.harness import ServiceUnderTest

MARCH_23 = date(2022, 3, 23)
TEN_DAYS_LATER = date(2022, 4, 12)
PATH = f"/v1/plans/{PLAN}"
SENT = {"reason": "sick_leave", "until": "2022-03-23", "occurredOn": "2022-03-14"}


def stop(first: date, last: date) -> StopClock:
    return StopClock(**KEEPER_ASKS, reason=StopReason.SICK_LEAVE, occurred_on=first, until=last)


def stopped(first: date, last: date, due: date) -> Fact:
    return fact(
        ClockStopped,
        reason=StopReason.SICK_LEAVE,
        until=last,
        plan_due_on=due,
        occurred_on=first,
        shared=True,
    )


class TestStopClock:
    def test_moves_the_day_on_which_the_plan_is_due_by_each_stopped_day(self) -> None:
        outcome = given(*PLAN_OPENED).when(stop(MARCH_14, MARCH_23))
        outcome.then(stopped(MARCH_14, MARCH_23, TEN_DAYS_LATER))
        assert outcome.aggregate.plan_due_on == TEN_DAYS_LATER

    def test_counts_no_day_twice(self) -> None:
        (
            given(*PLAN_OPENED, stopped(MARCH_14, MARCH_23, TEN_DAYS_LATER))
            .when(stop(MARCH_23, date(2022, 3, 24)))
            .then(stopped(MARCH_23, date(2022, 3, 24), TEN_DAYS_LATER + timedelta(days=1)))
        )

    def test_restores_no_day_once_the_plan_was_due(self) -> None:
        given(*PLAN_OPENED).when(stop(DAY_61, MAY_2)).then(stopped(DAY_61, MAY_2, DAY_60))

    def test_may_end_in_the_future_but_not_before_it_starts(self) -> None:
        given(*PLAN_OPENED).when(stop(MARCH_14, ENROLLED_ON)).then_refused(EndsBeforeItStarts)

    def test_is_refused_before_the_enrolment_and_once_the_plan_has_ended(self) -> None:
        given(*PLAN_OPENED).when(stop(JANUARY_31, MARCH_14)).then_refused(BeforeTheStart)
        given(*PLAN_ENDED).when(stop(MARCH_14, AUGUST_15)).then_refused(PlanHasEnded)


def test_no_deadline_is_missed_on_a_stopped_day() -> None:
    plan: Plan = given(*PLAN_OPENED, stopped(MARCH_14, MARCH_23, TEN_DAYS_LATER)).aggregate(Plan)
    notice_deadline(plan, TEN_DAYS_LATER)
    assert plan.collect_events() == []
    notice_deadline(plan, TEN_DAYS_LATER + timedelta(days=1))
    assert len(plan.collect_events()) == 1


class TestAStoppedClock:
    @pytest.fixture
    def stopped_one(self, opened: ServiceUnderTest) -> ServiceUnderTest:
        opened.post(f"{PATH}/clock-stops", SENT, agency=CITY, key="once", if_match=1).raise_for_status()
        return opened

    def test_is_shown_with_the_new_day_and_listed_by_it(self, stopped_one: ServiceUnderTest) -> None:
        assert stopped_one.get(PATH).json()["planDueOn"] == "2022-04-12"
        assert stopped_one.get("/v1/overdue-plans?asOf=2022-04-12").json() == []
        assert len(stopped_one.get("/v1/overdue-plans?asOf=2022-04-13").json()) == 1

    def test_is_published_without_its_reason(self, stopped_one: ServiceUnderTest) -> None:
        assert [one for one in stopped_one.published() if isinstance(one, Told)] == [
            Told(plan_id=PLAN, until=MARCH_23, plan_due_on=TEN_DAYS_LATER, occurred_on=MARCH_14)
        ]

    def test_is_stopped_once_for_one_key(self, stopped_one: ServiceUnderTest) -> None:
        before = stopped_one.published()
        again = stopped_one.post(f"{PATH}/clock-stops", SENT, agency=CITY, key="once", if_match=1)
        assert (again.status_code, again.headers["Idempotency-Replayed"]) == (200, "true")
        assert stopped_one.published() == before
