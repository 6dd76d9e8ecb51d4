"""R-08: a referral is declined, withdrawn or routed onward, always for a coded reason."""

from typing import Any

import pytest
from services.referral.tests.examples import ALMA, KEEPER, STATE
from services.referral.tests.intake import Case, Intake, dump

from samplan.contracts.codes import DeclineReason
from samplan.contracts.referral import ReferralWithdrawn

pytestmark = pytest.mark.slow

TO_IK = {"programme": "internationella-kvinnor", "reason": "wrong_recipient", "occurredOn": "2021-06-16"}


def route(intake: Intake, case: Case, **more: Any) -> Any:
    return intake.step(case, "routing", **{**TO_IK, **more})


class TestReason:
    @pytest.mark.parametrize("reason", DeclineReason)
    def test_is_one_of_the_list(self, intake: Intake, reason: DeclineReason) -> None:
        named = {"intervention": "krami"} if reason is DeclineReason.ONGOING_INTERVENTION else {}
        answer = intake.decline(intake.referred(), reason=reason, **named)
        assert (answer.status_code, answer.json()["declinedBecause"]) == (200, reason)

    @pytest.mark.parametrize("intervention", ["rusta_och_matcha", "labour_market_training", "krami", "other"])
    def test_names_the_intervention_that_must_not_be_broken(self, intake: Intake, intervention: str) -> None:
        answer = intake.decline(
            intake.referred(), reason="ongoing_intervention", intervention=intervention, words="canary"
        )
        assert answer.status_code == 200
        assert intervention not in answer.text + dump(intake).replace("referral.", "")

    def test_is_not_an_ongoing_intervention_that_nobody_names(self, intake: Intake) -> None:
        answer = intake.decline(intake.referred(), reason="ongoing_intervention")
        assert answer.json()["errors"][0]["code"] == "ongoing_intervention_not_named"

    def test_is_not_another_when_an_intervention_is_named(self, intake: Intake) -> None:
        assert intake.decline(intake.referred(), reason="moved", intervention="krami").status_code == 422


class TestWithdrawal:
    def test_is_the_referring_agency_s(self, stored_intake: Intake) -> None:
        case = stored_intake.referred(ALMA, STATE)
        assert stored_intake.withdraw(case, KEEPER).json()["code"] == "referrer_only"
        answer = stored_intake.withdraw(case, STATE, words="canary words")
        assert (answer.status_code, answer.json()["step"]) == (200, "withdrawn")
        event = stored_intake.service.published()[-1]
        assert isinstance(event, ReferralWithdrawn)
        assert event.reason is DeclineReason.PARTICIPANT_DECLINED

    def test_ends_the_referral_and_makes_room_for_another(self, intake: Intake) -> None:
        case = intake.referred()
        intake.withdraw(case)
        assert intake.assess(case).json()["code"] == "referral_closed"
        intake.referred()

    def test_is_no_stranger_s(self, intake: Intake) -> None:
        assert intake.withdraw(intake.referred(), STATE).status_code == 404


class TestRouting:
    def test_makes_a_new_referral_that_is_linked_to_the_old_one(self, stored_intake: Intake) -> None:
        case = stored_intake.referred()
        answer = route(stored_intake, case)
        assert (answer.status_code, answer.json()["step"]) == (200, "routed")
        new = stored_intake.service.get(f"/v1/referrals/{answer.json()['routedTo']}", agency=KEEPER).json()
        assert new["earlierReferral"] == str(case.id)
        assert (new["referral"]["programme"], new["referral"]["referredOn"]) == (
            "internationella-kvinnor",
            "2021-06-16",
        )
        assert new["form"]["participant"] == stored_intake.read(case).json()["form"]["participant"]

    @pytest.mark.parametrize(
        ("more", "code"),
        [
            ({"programme": "malmokraften"}, "duplicate_open_referral"),
            ({"programme": "no-such-programme"}, "unknown_programme"),
            ({"programme": "forsta-steget"}, "agency_not_in_programme"),
        ],
    )
    def test_is_refused_where_the_other_programme_does_not_take_it(
        self, intake: Intake, more: dict[str, Any], code: str
    ) -> None:
        case = intake.referred()
        assert route(intake, case, **more).json()["code"] == code
        assert intake.published() == ["ReferralSubmitted"]
