"""P-21: days on which the clock is lawfully stopped do not count towards the plan's due date."""

from datetime import date, timedelta
from typing import Any

import pytest
from services.planning.tests.agreements import miss_taken_back
from services.planning.tests.examples import (
    AUGUST_15,
    CITY,
    CITY_ASKS,
    DAY_60,
    DAY_61,
    ENROLLED_ON,
    JANUARY_31,
    KEEPER,
    KEEPER_ASKS,
    MARCH_14,
    MAY_2,
    PLAN,
    PLAN_ENDED,
    PLAN_OPENED,
    REVOKED,
    agreed,
    deadline_missed,
    given,
)

from planning.clock.deadline import PlanDeadlineMissed, notice_deadline
from planning.clock.resume_clock import ClockNotStopped, ClockResumed, ResumeClock
from planning.clock.stop_clock import ClockStopped, StopClock
from planning.dates.period import EndsBeforeItStarts
from planning.plan import Plan
from planning.plan.clock import StopReason
from planning.plan.refusals import BeforeTheStart, PlanHasEnded
from samplan.bus.reading.catch_up import report_behind
from samplan.contracts.codes import Agency
from samplan.contracts.planning.plans import ClockStopped as Told
from samplan.testing.given import Fact, fact
from samplan.testing.harness import ServiceUnderTest

MARCH_23 = date(2022, 3, 23)
TEN_DAYS_LATER = date(2022, 4, 12)
PATH = f"/v1/plans/{PLAN}"
SENT = {"reason": "sick_leave", "until": "2022-03-23", "occurredOn": "2022-03-14"}


def stop(first: date, last: date) -> StopClock:
    return StopClock(**KEEPER_ASKS, reason=StopReason.SICK_LEAVE, occurred_on=first, until=last)


def stopped(first: date, last: date, due: date, by: Agency = KEEPER) -> Fact:
    return fact(
        ClockStopped,
        by=by,
        sealed="sealed",
        until=last,
        plan_due_on=due,
        occurred_on=first,
        shared=True,
    )


class TestStopClock:
    def test_moves_the_day_on_which_the_plan_is_due_by_each_stopped_day(self) -> None:
        outcome = given(*PLAN_OPENED).when(stop(MARCH_14, MARCH_23), "sealed")
        outcome.then(stopped(MARCH_14, MARCH_23, TEN_DAYS_LATER))
        assert outcome.aggregate.plan_due_on == TEN_DAYS_LATER

    def test_counts_no_day_twice(self) -> None:
        (
            given(*PLAN_OPENED, stopped(MARCH_14, MARCH_23, TEN_DAYS_LATER))
            .when(stop(MARCH_23, date(2022, 3, 24)), "sealed")
            .then(stopped(MARCH_23, date(2022, 3, 24), TEN_DAYS_LATER + timedelta(days=1)))
        )

    def test_restores_no_day_once_the_plan_was_due(self) -> None:
        given(*PLAN_OPENED).when(stop(DAY_61, MAY_2), "sealed").then(stopped(DAY_61, MAY_2, DAY_60))

    def test_may_end_in_the_future_but_not_before_it_starts(self) -> None:
        given(*PLAN_OPENED).when(stop(MARCH_14, ENROLLED_ON), "sealed").then_refused(EndsBeforeItStarts)

    def test_is_refused_before_the_enrolment_and_once_the_plan_has_ended(self) -> None:
        given(*PLAN_OPENED).when(stop(JANUARY_31, MARCH_14), "sealed").then_refused(BeforeTheStart)
        given(*PLAN_ENDED).when(stop(MARCH_14, AUGUST_15), "sealed").then_refused(PlanHasEnded)


class TestResumeClock:
    STOPPED = (*PLAN_OPENED, stopped(MARCH_14, MARCH_23, TEN_DAYS_LATER))
    BACK = ResumeClock(**KEEPER_ASKS, occurred_on=date(2022, 3, 20))

    def test_lets_the_days_run_from_then_on(self) -> None:
        outcome = given(*self.STOPPED).when(self.BACK)
        outcome.then(resumed(date(2022, 3, 20), DAY_60 + timedelta(days=6)))
        assert outcome.aggregate.plan_due_on == date(2022, 4, 8)

    def test_takes_a_stop_back_from_its_first_day(self) -> None:
        whole = ResumeClock(**KEEPER_ASKS, occurred_on=MARCH_14)
        given(*self.STOPPED).when(whole).then(resumed(MARCH_14, DAY_60))

    def test_is_refused_where_the_agency_has_stopped_no_such_day(self) -> None:
        given(*self.STOPPED).when(ResumeClock(**CITY_ASKS, occurred_on=MARCH_23)).then_refused(
            ClockNotStopped
        )
        given(*self.STOPPED).when(ResumeClock(**KEEPER_ASKS, occurred_on=DAY_60)).then_refused(
            ClockNotStopped
        )
        again = (*self.STOPPED, resumed(date(2022, 3, 20), date(2022, 4, 8)))
        given(*again).when(self.BACK).then_refused(ClockNotStopped)

    def test_ends_a_stop_of_version_0_1_0_for_any_agency(self) -> None:
        of_nobody = fact(
            ClockStopped,
            reason=StopReason.ABROAD,
            until=MARCH_23,
            plan_due_on=TEN_DAYS_LATER,
            occurred_on=MARCH_14,
            shared=True,
        )
        by_the_city = ResumeClock(**CITY_ASKS, occurred_on=MARCH_14)
        given(*PLAN_OPENED, of_nobody).when(by_the_city).then(resumed(MARCH_14, DAY_60, CITY))


class TestALateEntry:
    """I29: what is entered late ends in the same truth."""

    def test_of_a_stop_takes_back_the_miss(self) -> None:
        late = (*PLAN_OPENED, deadline_missed())
        outcome = given(*late).when(stop(MARCH_14, MARCH_23), "sealed")
        outcome.then(stopped(MARCH_14, MARCH_23, TEN_DAYS_LATER), miss_taken_back())

    def test_of_a_stop_judges_the_agreement_again(self) -> None:
        late = (*PLAN_OPENED, deadline_missed(), agreed(KEEPER, on=MAY_2))
        again = fact(PlanDeadlineMissed, due_on=TEN_DAYS_LATER, occurred_on=date(2022, 4, 13))
        outcome = given(*late).when(stop(MARCH_14, MARCH_23), "sealed")
        outcome.then(stopped(MARCH_14, MARCH_23, TEN_DAYS_LATER), miss_taken_back(), again)

    def test_of_a_return_finds_the_agreement_late(self) -> None:
        in_time = (*PLAN_OPENED, stopped(MARCH_14, MARCH_23, TEN_DAYS_LATER), agreed(KEEPER, on=DAY_61))
        outcome = given(*in_time).when(ResumeClock(**KEEPER_ASKS, occurred_on=MARCH_14))
        outcome.then(resumed(MARCH_14, DAY_60), deadline_missed())

    def test_after_the_day_it_was_due_changes_nothing(self) -> None:
        late = (*PLAN_OPENED, deadline_missed())
        given(*late).when(stop(DAY_61, MAY_2), "sealed").then(stopped(DAY_61, MAY_2, DAY_60))


def resumed(on: date, due: date, by: Agency = KEEPER) -> Fact:
    return fact(ClockResumed, by=by, plan_due_on=due, occurred_on=on, shared=True)


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

    def test_counts_no_stopped_day_as_late(self, opened: ServiceUnderTest) -> None:
        late = {"reason": "abroad", "until": "2022-04-10", "occurredOn": "2022-04-06"}
        opened.post(f"{PATH}/clock-stops", late, if_match=1).raise_for_status()
        (row,) = opened.get("/v1/overdue-plans?asOf=2022-04-08").json()
        assert (row["daysLate"], row["stoppedDays"]) == (3, 3)
        (row,) = opened.get("/v1/overdue-plans?asOf=2022-04-12").json()
        assert (row["daysLate"], row["stoppedDays"]) == (5, 5)

    def test_leaves_the_list_of_plans_without_activity(self, opened: ServiceUnderTest) -> None:
        over_today = {"reason": "abroad", "until": "2022-12-01", "occurredOn": "2022-11-21"}
        opened.post(f"{PATH}/clock-stops", over_today, if_match=1).raise_for_status()
        assert opened.get("/v1/plans-without-activity").json() == []
        back = {"occurredOn": "2022-12-01"}
        opened.post(f"{PATH}/clock-resumption", back, if_match=2).raise_for_status()
        assert len(opened.get("/v1/plans-without-activity").json()) == 1

    def test_shows_its_reason_to_its_agency_alone(self, stopped_one: ServiceUnderTest) -> None:
        stop = {"first": "2022-03-14", "until": "2022-03-23", "by": "malmo-ifo", "resumedOn": None}
        assert stopped_one.get(PATH, agency=KEEPER).json()["clock"] == {
            "firstDueOn": "2022-04-02",
            "stoppedDays": 10,
            "stops": [{**stop, "reason": None}],
        }
        of_the_city = stopped_one.get(PATH, agency=CITY).json()["clock"]["stops"]
        assert of_the_city == [{**stop, "reason": "sick_leave"}]

    def test_runs_again_for_its_agency_after_the_consent_has_ended(
        self, stopped_one: ServiceUnderTest
    ) -> None:
        stopped_one.receive(REVOKED)
        before = stopped_one.published()
        body = {"occurredOn": "2022-03-20"}
        assert stopped_one.post(f"{PATH}/clock-resumption", body, agency=CITY, if_match=2).status_code == 200
        assert stopped_one.get(PATH).json()["planDueOn"] == "2022-04-08"
        assert stopped_one.published() == before

    def test_runs_again_once_no_end_of_a_consent_may_be_unread(self, stopped_one: ServiceUnderTest) -> None:
        before = stopped_one.database.last_notification_id()
        report_behind(stopped_one.database)
        body = {"occurredOn": "2022-03-20"}
        answer = stopped_one.post(f"{PATH}/clock-resumption", body, agency=CITY, if_match=2)
        assert (answer.status_code, answer.json()["code"]) == (503, "catching_up")
        assert stopped_one.database.last_notification_id() == before

    def test_has_no_answer_again_that_shows_more_than_may_be_known(
        self, stopped_one: ServiceUnderTest
    ) -> None:
        body = {"occurredOn": "2022-03-20"}
        ask: dict[str, Any] = {"agency": CITY, "if_match": 2, "key": "again"}
        stopped_one.post(f"{PATH}/clock-resumption", body, **ask).raise_for_status()
        stopped_one.receive(REVOKED)
        assert stopped_one.post(f"{PATH}/clock-resumption", body, **ask).status_code == 404

    def test_is_published_without_its_reason(self, stopped_one: ServiceUnderTest) -> None:
        assert [one for one in stopped_one.published() if isinstance(one, Told)] == [
            Told(plan_id=PLAN, until=MARCH_23, plan_due_on=TEN_DAYS_LATER, occurred_on=MARCH_14)
        ]

    def test_is_stopped_once_for_one_key(self, stopped_one: ServiceUnderTest) -> None:
        before = stopped_one.published()
        again = stopped_one.post(f"{PATH}/clock-stops", SENT, agency=CITY, key="once", if_match=1)
        assert (again.status_code, again.headers["Idempotency-Replayed"]) == (200, "true")
        assert stopped_one.published() == before
