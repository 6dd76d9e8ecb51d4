"""R-03: a dry run tells what an assessment would say, and leaves nothing behind."""

from typing import Any

import pytest
from services.referral.tests.examples import KEEPER
from services.referral.tests.intake import Intake, dump

FACTS: dict[str, Any] = {
    "programme": "internationella-kvinnor",
    "referredOn": "2016-06-13",
    "sex": "woman",
    "bornOn": "1991-06-13",
    "countryOfBirth": "SY",
    "circumstances": {"guarantee": "none", "needsCoordination": True, "childcare": "met"},
}


def check(intake: Intake, agency: str = KEEPER, **changes: Any) -> Any:
    headers = {"Authorization": f"Bearer {intake.service.token(agency)}"}
    return intake.service.client.post("/v1/eligibility-checks", json={**FACTS, **changes}, headers=headers)


class TestEligibilityCheck:
    def test_answers_with_policy_version_and_source_criterion_by_criterion(self, intake: Intake) -> None:
        answer = check(intake).json()
        assert (answer["policy"], answer["policyVersion"]) == ("internationella-kvinnor", 1)
        assert (answer["source"], answer["outcome"]) == ("Metodstöd 2016, målgrupp", "met")
        assert [one["reason"] for one in answer["criteria"]] == [
            "in_target_group",
            "within_limits",
            "outside_area",
            "outside_guarantee",
            "needed",
            "childcare_met",
        ]

    def test_stores_nothing(self, intake: Intake) -> None:
        before = dump(intake)
        assert check(intake).status_code == 200
        assert dump(intake) == before
        assert intake.published() == []

    @pytest.mark.parametrize(
        ("changes", "outcome"),
        [
            ({"bornOn": "1991-06-14"}, "not_met"),  # turns 25 tomorrow
            ({"bornOn": "1951-06-13"}, "not_met"),  # turns 65 today
            ({"bornOn": "1951-06-14"}, "met"),
            ({"countryOfBirth": "XX"}, "unknown"),
            ({"countryOfBirth": None}, "unknown"),
            ({"circumstances": {}}, "unknown"),
            ({"sex": "man"}, "not_met"),
        ],
    )
    def test_goes_by_the_facts_of_the_referral_date(
        self, intake: Intake, changes: dict[str, Any], outcome: str
    ) -> None:
        assert check(intake, **changes).json()["outcome"] == outcome

    def test_asks_the_insurance_agency_about_its_own_target_group(self, intake: Intake) -> None:
        theirs = {"programme": "malmokraften", "referredOn": "2021-06-01"}
        answer = check(
            intake, "fk", **theirs, circumstances={"onSicknessBenefit": True, "needsCoordination": True}
        )
        assert answer.json()["outcome"] == "met"

    @pytest.mark.parametrize(
        ("changes", "status", "code"),
        [
            ({"programme": "no-such-programme"}, 422, "unknown_programme"),
            ({"referredOn": "2016-06-09"}, 409, "programme_not_running"),
            ({"referredOn": "9999-12-31"}, 422, "invalid_request"),
            ({"name": "Alma"}, 422, "invalid_request"),
            ({"levelOfSwedish": "A"}, 422, "invalid_request"),
        ],
    )
    def test_is_refused_for_what_it_cannot_try(
        self, intake: Intake, changes: dict[str, Any], status: int, code: str
    ) -> None:
        answer = check(intake, **changes)
        assert (answer.status_code, answer.json()["code"]) == (status, code)
