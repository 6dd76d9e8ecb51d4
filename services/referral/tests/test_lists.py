"""The readers' questions, on each kind of store."""

from typing import Any

import pytest
from services.referral.tests.examples import ALMA, BEA, CECILIA, INSURANCE, KEEPER, STATE
from services.referral.tests.intake import Case, Intake
from services.referral.tests.numbers import numbers

NO_SUPPORT = {"economy__receivesIncomeSupport": False, "economy__incomeSupportSince": None}


def listed(intake: Intake, question: str, agency: str = KEEPER) -> list[str]:
    answer = intake.service.get(f"/v1/{question}", agency=agency)
    assert answer.status_code == 200, answer.text
    return [row["referralId"] for row in answer.json()]


def next_page(answer: Any) -> str:
    url: str = answer.links["next"]["url"]
    return url


def is_refused(intake: Intake, question: str) -> None:
    answer = intake.service.get(f"/v1/{question}", agency=KEEPER)
    errors = [{"pointer": "#/query/cursor", "code": "not_a_cursor"}]
    assert (answer.status_code, answer.json()["errors"]) == (422, errors)


def ids(*cases: Case) -> list[str]:
    return [str(case.id) for case in cases]


class TestWaitingReferrals:
    def test_come_with_income_support_first_then_by_waiting_time(self, stored_intake: Intake) -> None:
        """R-04."""
        early = stored_intake.referred(ALMA, **NO_SUPPORT, occurredOn="2021-05-17")
        late = stored_intake.referred(BEA, occurredOn="2021-06-02")
        supported = stored_intake.referred(CECILIA, occurredOn="2021-06-01")
        assert listed(stored_intake, "waiting-referrals") == ids(supported, late, early)

    def test_leave_the_list_when_called_or_not_eligible(self, stored_intake: Intake) -> None:
        called, unfit = (
            stored_intake.referred(ALMA),
            stored_intake.referred(BEA, circumstances__guarantee="none"),
        )
        for case in (called, unfit):
            stored_intake.assess(case)
        stored_intake.book(called)
        assert listed(stored_intake, "waiting-referrals") == []


class TestIntakeMeetings:
    def test_are_those_ahead_the_next_one_first(self, stored_intake: Intake) -> None:
        cases = [stored_intake.referred(number) for number in (ALMA, BEA, CECILIA)]
        for case, day in zip(cases, ("2021-06-17", "2021-06-16", "2021-06-15"), strict=True):
            stored_intake.assess(case)
            stored_intake.book(case, meetingOn=day)
        stored_intake.hold(cases[2])
        assert listed(stored_intake, "intake-meetings") == ids(cases[1], cases[0])


class TestOwnReferrals:
    def test_are_an_agency_s_own_and_for_the_keeper_all(self, stored_intake: Intake) -> None:
        own = stored_intake.referred(ALMA, STATE)
        others = stored_intake.referred(BEA, KEEPER, occurredOn="2021-06-02")
        assert listed(stored_intake, "referrals", STATE) == ids(own)
        assert listed(stored_intake, "referrals", KEEPER) == ids(others, own)
        assert listed(stored_intake, "referrals", INSURANCE) == []

    def test_come_in_pages(self, intake: Intake) -> None:
        cases = [
            intake.referred(number, occurredOn=f"2021-06-0{day}")
            for day, number in enumerate((ALMA, BEA, CECILIA), start=1)
        ]
        first = intake.service.get("/v1/referrals?limit=2", agency=KEEPER)
        second = intake.service.get(next_page(first), agency=KEEPER)
        assert [row["referralId"] for row in (*first.json(), *second.json())] == ids(*reversed(cases))
        assert "Link" not in second.headers

    @pytest.mark.parametrize("query", ["limit=0", "limit=501", "limit=1_0", "limit=x"])
    def test_refuse_a_page_that_is_none(self, intake: Intake, query: str) -> None:
        assert intake.service.get(f"/v1/referrals?{query}", agency=KEEPER).status_code == 422


class TestPages:
    """R-19."""

    def test_skip_nobody_when_the_first_row_leaves(self, stored_intake: Intake) -> None:
        """K50."""
        cases = [
            stored_intake.referred(number, occurredOn=f"2021-06-0{day}", **without)
            for day, (number, without) in enumerate(
                zip(numbers(4), ({}, {}, NO_SUPPORT, {}), strict=True), start=1
            )
        ]
        turn = ids(cases[0], cases[1], cases[3], cases[2])
        first = stored_intake.service.get("/v1/waiting-referrals?limit=2", agency=KEEPER)
        stored_intake.assess(cases[0])
        stored_intake.book(cases[0])
        second = stored_intake.service.get(next_page(first), agency=KEEPER)
        assert [row["referralId"] for row in (*first.json(), *second.json())] == turn

    @pytest.mark.parametrize("broken", ["x", "å", "W10", "bnVsbA", "WzEsImEiLCJiIl0", "W1tbW1tbW1tbW1tb"])
    def test_refuse_a_cursor_that_was_not_given(self, intake: Intake, broken: str) -> None:
        is_refused(intake, f"referrals?cursor={broken}")

    def test_refuse_the_cursor_of_another_list(self, intake: Intake) -> None:
        for number in (ALMA, BEA):
            intake.referred(number)
        link = next_page(intake.service.get("/v1/referrals?limit=1", agency=KEEPER))
        is_refused(intake, f"stale-referrals?{link.partition('?')[2]}")

    def test_keep_the_question(self, intake: Intake) -> None:
        for number in (ALMA, BEA):
            intake.referred(number)
        first = intake.service.get("/v1/stale-referrals?asOf=2021-07-01&limit=1", agency=KEEPER)
        assert "asOf=2021-07-01&limit=1&cursor=" in next_page(first)
