"""From the form to enrolment, as an agency's system drives it, on each kind of store."""

from typing import Any

import pytest
from services.referral.tests.examples import (
    ALMA,
    BEA,
    CARE,
    EXPIRED,
    OTHER_REFERRAL,
    REVOKED,
    STATE,
    covered,
    granted,
    refused,
)
from services.referral.tests.intake import Intake

from samplan.contracts.codes import Outcome
from samplan.contracts.referral import EligibilityAssessed


class TestWayThrough:
    def test_ends_in_enrolment(self, stored_intake: Intake) -> None:
        case = stored_intake.enrolled()
        assert stored_intake.read(case).json()["referral"]["step"] == "enrolled"
        assert stored_intake.published() == [
            "ReferralSubmitted",
            "EligibilityAssessed",
            "IntakeMeetingBooked",
            "IntakeMeetingHeld",
            "ParticipantEnrolledV2",
            "EnrolmentDescribed",
        ]

    def test_ends_in_a_decline_whose_words_stay_here(self, stored_intake: Intake) -> None:
        case = stored_intake.referred()
        answer = stored_intake.decline(case, reason="moved", words="Has moved to Lund")
        assert answer.json()["declinedBecause"] == "moved"
        assert stored_intake.published() == ["ReferralSubmitted", "ReferralDeclined"]


class TestAssessment:
    def test_answers_with_the_trace_of_the_rule(self, intake: Intake) -> None:
        eligibility = intake.assess(intake.referred()).json()["eligibility"]
        assert (eligibility["policy"], eligibility["policyVersion"]) == ("malmokraften", 2)
        assert eligibility["outcome"] == "met"
        assert [(one["criterion"], one["reason"]) for one in eligibility["criteria"]] == [
            ("sex", "in_target_group"),
            ("target_group", "in_guarantee"),
            ("coordination_need", "needed"),
        ]

    def test_publishes_outcomes_and_never_the_fact_behind_one(self, intake: Intake) -> None:
        case = intake.referred(circumstances__guarantee="none", circumstances__needsCoordination=None)
        intake.assess(case)
        event = intake.service.published()[-1]
        assert isinstance(event, EligibilityAssessed)
        assert [(one.criterion, one.outcome, one.reason) for one in event.criteria] == [
            ("sex", Outcome.MET, "as_required"),
            ("target_group", Outcome.NOT_MET, "not_as_required"),
            ("coordination_need", Outcome.UNKNOWN, "not_known"),
        ]

    def test_goes_by_the_policy_of_the_referral_date(self, intake: Intake) -> None:
        case = intake.referred(occurredOn="2020-02-03")
        assert intake.assess(case).json()["eligibility"]["policyVersion"] == 1

    def test_stands_in_the_way_of_a_meeting_when_a_criterion_is_not_met(self, intake: Intake) -> None:
        case = intake.referred(circumstances__guarantee="none")
        intake.assess(case)
        answer = intake.book(case)
        assert (answer.status_code, answer.json()["code"]) == (409, "not_eligible")
        assert answer.json()["criteria"] == ["target_group"]


class TestEnrolment:
    @pytest.mark.parametrize(
        ("heard", "reason", "missing"),
        [
            ([], "no_consent", ["af", "malmo-ifo"]),
            (["refused"], "no_consent", ["af", "malmo-ifo"]),
            (["granted", "revoked"], "not_in_force", ["af", "malmo-ifo"]),
            (["granted", "expired"], "not_in_force", ["af", "malmo-ifo"]),
            (["granted to others"], "not_named", ["malmo-ifo"]),
            (["granted for another referral"], "no_consent", ["af", "malmo-ifo"]),
        ],
    )
    def test_is_refused_and_says_which_consent_is_missing(
        self, intake: Intake, heard: list[str], reason: str, missing: list[str]
    ) -> None:
        case = intake.met()
        events: dict[str, Any] = {
            "granted": granted(case.id),
            "granted to others": granted(case.id, agencies=(STATE, CARE)),
            "granted for another referral": granted(OTHER_REFERRAL),
            "refused": refused(case.id),
            "revoked": REVOKED,
            "expired": EXPIRED,
        }
        intake.service.receive(*(events[one] for one in heard))
        answer = intake.enrol(case)
        assert (answer.status_code, answer.json()["code"]) == (409, "consent_not_in_force")
        assert (answer.json()["reason"], answer.json()["missing"]) == (reason, missing)
        assert "ParticipantEnrolledV2" not in intake.published()

    def test_rests_on_an_earlier_consent_that_covers_the_referral(self, stored_intake: Intake) -> None:
        earlier, case = stored_intake.met(BEA), stored_intake.met(ALMA)
        stored_intake.service.receive(granted(earlier.id), covered(case.id))
        assert stored_intake.enrol(case).status_code == 200

    def test_keeps_its_version_while_consents_come_and_go(self, intake: Intake) -> None:
        case = intake.met()
        intake.service.receive(refused(case.id))
        assert intake.decline(case).status_code == 200
