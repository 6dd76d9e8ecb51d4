"""C-13: whom it protects is in no list, no feed and no event, also when it is stated late."""

from typing import Any

import pytest
from services.referral.tests.examples import ALMA, BEA, KEEPER, STATE, form
from services.referral.tests.intake import Case, Intake

LISTS = ("referrals", "waiting-referrals", "intake-meetings", "stale-referrals?asOf=2022-01-01")


def listed(intake: Intake, agency: str = STATE) -> list[Any]:
    lists = [intake.service.get(f"/v1/{name}", agency=agency).json() for name in LISTS]
    feed = intake.service.get("/v1/referral-feed", agency=agency).json()["entries"]
    return [row["referralId"] for rows in (*lists, feed) for row in rows]


def uncounted(intake: Intake) -> int:
    rows = intake.service.database.query("SELECT SUM(persons) AS persons FROM uncounted")
    return rows[0]["persons"] or 0


def protect(intake: Intake, case: Case, on: str = "2021-06-03") -> None:
    """As a supplement to the form states it."""
    gaps = [{"pointer": "#/circumstances/childcare", "code": "missing"}]
    intake.step(case, "return", gaps=gaps, occurredOn=on)
    stated = form(participant__protectedIdentity=True)
    answer = intake.step(case, "supplement", STATE, form=stated, occurredOn=on)
    assert answer.status_code == 200, answer.text


class TestProtectedIdentityStatedLate:
    def test_removes_the_person_from_every_list_and_the_feed(self, stored_intake: Intake) -> None:
        case, other = stored_intake.referred(ALMA, STATE), stored_intake.referred(BEA, STATE)
        assert str(case.id) in listed(stored_intake)
        protect(stored_intake, case)
        assert (
            set(listed(stored_intake))
            == set(listed(stored_intake, KEEPER)) | {str(other.id)}
            == {str(other.id)}
        )
        assert stored_intake.read(case, STATE).json()["referral"]["step"] == "submitted"

    def test_tells_others_to_forget_the_referral_and_not_why(self, intake: Intake) -> None:
        case = intake.referred(ALMA, STATE)
        protect(intake, case)
        intake.assess(case)
        assert intake.published() == ["ReferralSubmitted", "ReferralReturned", "ReferralEnteredInError"]

    def test_counts_the_person_anonymously_once(self, intake: Intake) -> None:
        case = intake.referred(ALMA, STATE)
        protect(intake, case)
        protect(intake, case, "2021-06-08")
        assert uncounted(intake) == 1

    def test_holds_for_earlier_referrals_too(self, intake: Intake) -> None:
        earlier = intake.referred(ALMA, STATE)
        intake.decline(earlier, reason="moved", occurredOn="2021-06-01")
        protect(intake, intake.referred(ALMA, STATE))
        assert listed(intake) == []
        assert intake.published().count("ReferralEnteredInError") == 2
        assert uncounted(intake) == 2

    def test_is_taken_over_from_a_new_referral(self, intake: Intake) -> None:
        intake.decline(intake.referred(ALMA, STATE), occurredOn="2021-06-01")
        intake.referred(ALMA, STATE, participant__protectedIdentity=True)
        assert listed(intake) == []
        assert uncounted(intake) == 2  # who declined consent was counted then

    def test_leaves_others_to_plan_with_an_enrolled_participant(self, intake: Intake) -> None:
        enrolled = intake.enrolled()
        intake.referred(ALMA, STATE, occurredOn="2021-06-17", participant__protectedIdentity=True)
        assert "ReferralEnteredInError" not in intake.published()
        assert listed(intake, KEEPER) == []
        assert intake.read(enrolled).json()["referral"]["step"] == "enrolled"


class TestAnotherReferralOfHers:
    @pytest.mark.parametrize("agency", [STATE, KEEPER])
    def test_is_hidden_unless_its_form_denies_it(self, intake: Intake, agency: Any) -> None:
        protect(intake, intake.referred(ALMA, STATE))
        intake.referred(ALMA, agency, programme="internationella-kvinnor")
        assert listed(intake, agency) == []

    def test_is_shown_once_the_protection_has_ended(self, intake: Intake) -> None:
        protect(intake, intake.referred(ALMA, STATE))
        no_more = {"programme": "internationella-kvinnor", "participant__protectedIdentity": False}
        case = intake.referred(ALMA, STATE, **no_more)
        assert set(listed(intake)) == {str(case.id)}
