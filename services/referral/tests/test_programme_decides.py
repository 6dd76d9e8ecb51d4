"""The referrer refers, the programme decides (R-06, K40); an unknown criterion is decided first (K42)."""

from typing import Any

import pytest
from services.referral.tests.examples import INTERPRETER, KEEPER, TAKE_PART
from services.referral.tests.intake import Case, Intake

from samplan.contracts.codes import Agency

pytestmark = pytest.mark.slow

REFERRER = Agency.AF
BOOKING = {
    "occurredOn": "2021-06-08",
    "meetingOn": "2021-06-15",
    "interpreter": INTERPRETER,
    "participants": TAKE_PART,
}
DECISIONS: dict[str, dict[str, Any]] = {
    "eligibility-assessment": {"occurredOn": "2021-06-02"},
    "return": {"occurredOn": "2021-06-02", "gaps": [{"pointer": "#/participant/name", "code": "unclear"}]},
    "intake-meeting": BOOKING,
    "intake-meeting/held": {"occurredOn": "2021-06-15"},
    "intake-meeting/no-show": {"occurredOn": "2021-06-15", "reason": "child_ill"},
    "postponement": {"occurredOn": "2021-06-16", "reason": "more_to_know", "until": "2021-06-29"},
    "enrolment": {"occurredOn": "2021-06-16", "mode": "programme"},
    "decline": {"occurredOn": "2021-06-16", "reason": "no_capacity"},
    "study-visit/follow-up": {"occurredOn": "2021-06-16"},
    "study-visit/end": {"occurredOn": "2021-06-16", "end": "participation_ended"},
}
DECIDED: dict[str, Any] = {
    "occurredOn": "2021-06-03",
    "criterion": "coordination_need",
    "isMet": True,
    "reason": "At the desk",
}


@pytest.mark.parametrize("step", DECISIONS)
def test_the_referrer_takes_no_decision_of_the_programmes(intake: Intake, step: str) -> None:
    case = intake.referred("19850615-9808", REFERRER)
    before = intake.published()
    refused = intake.step(case, step, REFERRER, **DECISIONS[step])
    assert (refused.status_code, refused.json()["code"]) == (403, "keeper_only")
    assert intake.published() == before


def test_the_referrer_supplements_and_withdraws(intake: Intake) -> None:
    case = intake.referred("19850615-9808", REFERRER)
    assert intake.withdraw(case, REFERRER).status_code == 200


class TestAnUnknownCriterion:
    """R-03, K42."""

    @pytest.fixture
    def case(self, intake: Intake) -> Case:
        case = intake.referred(circumstances__needsCoordination=None)
        assert intake.assess(case).json()["eligibility"]["outcome"] == "unknown"
        return case

    def test_keeps_a_meeting_from_being_booked(self, intake: Intake, case: Case) -> None:
        refused = intake.book(case)
        assert (refused.status_code, refused.json()["code"]) == (409, "criterion_unknown")
        assert refused.json()["criteria"] == ["coordination_need"]

    def test_is_decided_by_a_person_with_a_reason(self, intake: Intake, case: Case) -> None:
        decided = intake.step(case, "eligibility-assessment/decision", **DECIDED).json()
        assert decided["eligibility"]["outcome"] == "met"
        reasons = {one["criterion"]: one["reason"] for one in decided["eligibility"]["criteria"]}
        assert reasons["coordination_need"] == "decided_by_a_person"
        assert intake.book(case).status_code == 200

    def test_is_published_decided_and_without_the_reason(self, intake: Intake, case: Case) -> None:
        intake.step(case, "eligibility-assessment/decision", **DECIDED)
        assert intake.published() == ["ReferralSubmitted", "EligibilityAssessed", "EligibilityAssessed"]
        assert "At the desk" not in str(intake.service.published())

    def test_may_be_found_not_met(self, intake: Intake, case: Case) -> None:
        intake.step(case, "eligibility-assessment/decision", **{**DECIDED, "isMet": False})
        assert intake.book(case).json()["code"] == "not_eligible"

    @pytest.mark.parametrize("criterion", ["sex", "childcare"])
    def test_is_the_only_one_that_a_person_decides(self, intake: Intake, case: Case, criterion: str) -> None:
        asked = {**DECIDED, "criterion": criterion}
        refused = intake.step(case, "eligibility-assessment/decision", **asked)
        assert (refused.status_code, refused.json()["code"]) == (409, "criterion_not_unknown")

    def test_is_decided_by_the_programme(self, intake: Intake) -> None:
        case = intake.referred("19850615-9808", REFERRER, circumstances__needsCoordination=None)
        intake.assess(case)
        refused = intake.step(case, "eligibility-assessment/decision", REFERRER, **DECIDED)
        assert refused.status_code == 403


class TestTheMeeting:
    """R-05, K42."""

    @pytest.mark.parametrize("participants", [[], ["The participant"]])
    def test_names_the_participant_and_the_programme(self, intake: Intake, participants: list[str]) -> None:
        case = intake.referred()
        intake.assess(case)
        refused = intake.book(case, participants=participants)
        assert (refused.status_code, refused.json()["code"]) == (422, "participants_missing")

    def test_is_held_on_the_day_it_is_booked_for(self, intake: Intake) -> None:
        case = intake.referred()
        intake.assess(case)
        intake.book(case, meetingOn="2031-06-15")
        refused = intake.hold(case)
        assert (refused.status_code, refused.json()["code"]) == (409, "not_the_booked_day")
        assert refused.json()["meetingOn"] == "2031-06-15"


def test_no_earlier_date_passes_a_pause(intake: Intake) -> None:
    """K43: what counts is also the day on which the referral is received (R-10)."""
    paused = {"programme": "malmokraften", "reason": "no_capacity", "occurredOn": "2021-06-01"}
    assert intake.service.post("/v1/intake-pauses", paused, agency=KEEPER).status_code == 201
    refused = intake.submit(occurredOn="2021-05-31")
    assert (refused.status_code, refused.json()["code"]) == (409, "intake_paused")
