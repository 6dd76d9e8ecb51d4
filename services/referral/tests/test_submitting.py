"""Who may refer whom, when and how often."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from services.referral.tests.examples import ALMA, BEA, INSURANCE, JUNE_1, KEEPER, STATE, UNKNOWN, form
from services.referral.tests.intake import Intake


class TestSubmit:
    @pytest.mark.parametrize("agency", [KEEPER, STATE, INSURANCE])
    def test_is_open_to_any_agency_in_the_programme(self, intake: Intake, agency: Any) -> None:
        assert intake.submit(agency).json()["referringAgency"] == agency

    @pytest.mark.parametrize(
        ("agency", "changes", "status", "code"),
        [
            ("klippan", {}, 403, "agency_not_in_programme"),
            ("malmo-ifo", {"programme": "no-such-programme"}, 422, "unknown_programme"),
            ("malmo-ifo", {"occurredOn": "2019-12-31"}, 409, "programme_not_running"),
            ("malmo-ifo", {"occurredOn": "2023-01-01"}, 409, "programme_not_running"),
            ("malmo-ifo", {"occurredOn": "2020-10-01"}, 409, "intake_paused"),
            ("malmo-ifo", {"occurredOn": "2021-05-16"}, 409, "intake_paused"),
        ],
    )
    def test_is_refused_and_writes_nothing(
        self, intake: Intake, agency: Any, changes: dict[str, Any], status: int, code: str
    ) -> None:
        intake.service.today(date(2023, 1, 1))
        answer = intake.submit(agency, **changes)
        assert (answer.status_code, answer.json()["code"]) == (status, code)
        assert intake.published() == []

    def test_says_why_the_intake_is_paused_and_until_when(self, intake: Intake) -> None:
        problem = intake.submit(occurredOn="2020-12-24").json()
        assert (problem["reason"], problem["until"]) == ("pandemic", "2021-05-16")

    @pytest.mark.parametrize("day", ["2020-09-30", "2021-05-17"])
    def test_is_open_on_the_day_before_and_after_a_pause(self, intake: Intake, day: str) -> None:
        filled = {"economy__registeredSince": "2019-03-01"}
        assert intake.submit(occurredOn=day, **filled).status_code == 201

    def test_passes_no_pause_of_the_programme_with_an_earlier_date(self, intake: Intake) -> None:
        """K43."""
        intake.service.today(date(2020, 10, 1))
        refused = intake.submit(occurredOn="2020-09-30", economy__registeredSince="2019-03-01")
        assert (refused.status_code, refused.json()["reason"]) == (409, "pandemic")

    def test_is_dated_no_further_back_than_the_programme_allows(self, intake: Intake) -> None:
        """R-10: counted from the day on which it is received."""
        intake.service.today(JUNE_1 + timedelta(days=3650))
        assert intake.submit().status_code == 201
        intake.service.today(JUNE_1 + timedelta(days=3651))
        refused = intake.submit(participant__personnummer=BEA)
        assert (refused.status_code, refused.json()["code"]) == (422, "too_far_back")
        assert refused.json()["earliest"] == "2021-06-02"


class TestOpenReferral:
    def test_is_the_only_one_of_its_person_in_the_programme(self, stored_intake: Intake) -> None:
        first = stored_intake.referred()
        answer = stored_intake.submit()
        assert (answer.status_code, answer.json()["code"]) == (409, "duplicate_open_referral")
        assert answer.json()["openReferral"] == str(first.id)
        assert stored_intake.published() == ["ReferralSubmitted"]

    def test_is_one_even_when_two_agencies_refer_at_the_same_moment(self, stored_intake: Intake) -> None:
        agencies = (KEEPER, STATE, INSURANCE, KEEPER)
        with ThreadPoolExecutor(len(agencies)) as at_once:
            answers = list(at_once.map(stored_intake.submit, agencies))
        assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
        assert stored_intake.published() == ["ReferralSubmitted"]

    def test_is_found_however_the_number_is_written(self, intake: Intake) -> None:
        intake.referred("19850615-9808")
        assert intake.submit(participant__personnummer="198506159808").status_code == 409

    def test_is_not_pointed_out_to_another_agency(self, intake: Intake) -> None:
        intake.referred(ALMA, KEEPER)
        answer = intake.submit(STATE)
        assert answer.status_code == 409
        assert "openReferral" not in answer.json()

    def test_is_one_for_each_programme_and_person(self, intake: Intake) -> None:
        intake.referred(ALMA)
        intake.referred(BEA)
        intake.referred(ALMA, programme="internationella-kvinnor")

    def test_makes_room_once_it_is_declined_or_has_led_to_enrolment(self, stored_intake: Intake) -> None:
        stored_intake.decline(stored_intake.referred())
        stored_intake.enrolled()
        stored_intake.referred()


class TestIdempotencyKey:
    def test_gives_the_same_answer_to_the_same_request(self, stored_intake: Intake) -> None:
        post = stored_intake.service.post
        first, again = (post("/v1/referrals", form(), agency=KEEPER, key="once") for _ in range(2))
        assert (first.status_code, first.text) == (again.status_code, again.text)
        assert again.headers["Idempotency-Replayed"] == "true"
        assert stored_intake.published() == ["ReferralSubmitted"]

    def test_belongs_to_one_request(self, intake: Intake) -> None:
        intake.service.post("/v1/referrals", form(), agency=KEEPER, key="once")
        other = form(participant__personnummer=BEA)
        answer = intake.service.post("/v1/referrals", other, agency=KEEPER, key="once")
        assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")

    def test_repeats_a_step_without_a_second_effect(self, intake: Intake) -> None:
        case = intake.referred()
        step = f"{case.url}/eligibility-assessment", {"occurredOn": "2021-06-02"}
        answers = [intake.service.post(*step, agency=KEEPER, key="once", if_match=1) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [200, 200]
        assert intake.published() == ["ReferralSubmitted", "EligibilityAssessed"]


class TestVersion:
    @pytest.mark.parametrize(("if_match", "status"), [(None, 428), (2, 412), ('W/"1"', 412), (1, 200)])
    def test_is_the_one_that_was_read(self, intake: Intake, if_match: Any, status: int) -> None:
        case = intake.referred()
        answer = intake.service.post(
            f"{case.url}/eligibility-assessment",
            {"occurredOn": "2021-06-02"},
            agency=KEEPER,
            if_match=if_match,
        )
        assert answer.status_code == status


class TestSecrecyBetweenAgencies:
    """R-14: own cases only, and the keeper of the intake sees those sent to it."""

    def test_opens_a_referral_to_its_agency_and_the_keeper(self, intake: Intake) -> None:
        case = intake.referred(ALMA, STATE)
        assert [intake.read(case, agency).status_code for agency in (STATE, KEEPER)] == [200, 200]

    def test_answers_anybody_else_as_if_there_were_none(self, intake: Intake) -> None:
        case = intake.referred()
        there = intake.read(case, STATE).json()
        nowhere = intake.service.get(f"/v1/referrals/{UNKNOWN}", agency=STATE).json()
        for problem in (there, nowhere):
            problem.pop("requestId"), problem.pop("instance")
        assert there == nowhere
        assert there["status"] == 404

    @pytest.mark.parametrize("version", [1, 7])
    def test_refuses_a_stranger_s_step_whatever_its_version(self, intake: Intake, version: int) -> None:
        case = intake.referred()
        case.version = version
        assert intake.assess(case, STATE).status_code == 404
