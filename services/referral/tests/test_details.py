"""R-17: contact details, representative, protected identity change at any time; no referral counts twice."""

from typing import Any

import pytest
from httpx2 import Response
from services.referral.tests.disclosing import FAR, ask
from services.referral.tests.examples import (
    ALMA,
    BEA,
    CARE,
    JUNE_8,
    JUNE_16,
    KEEPER,
    PARTICIPANT,
    STATE,
    enrolled,
    form,
    granted,
    submitted,
)
from services.referral.tests.intake import Case, Intake, dump

from referral.details.change_contact_details import ContactDetailsChanged, change_contact_details
from referral.details.name_representative import RepresentativeNamed, name_representative
from samplan.contracts.consent import BlockSet
from samplan.testing.given import fact, given

MOVED = {"address": "Provgatan 9, 211 20 Malmö", "phoneStatus": "none"}
GUARDIAN = {"name": "Bo Exempel", "capacity": "god_man", "phone": "070-1740605"}
CITY = KEEPER


def move(
    intake: Intake, case: Case, agency: Any = KEEPER, on: str = "2021-09-01", **contact: str
) -> Response:
    return intake.step(case, "contact-details", agency, contact=contact or MOVED, occurredOn=on)


def shown(intake: Intake, case: Case, agency: Any = KEEPER) -> Any:
    return intake.read(case, agency).json()


class TestContactDetails:
    def test_change_on_an_enrolled_referral(self) -> None:
        (
            given(submitted(), enrolled())
            .when(change_contact_details, "sealed", CITY, JUNE_16)
            .then(fact(ContactDetailsChanged, by=CITY, sealed="sealed", occurred_on=JUNE_16))
        )

    def test_change_after_enrolment_and_publish_nothing(self, stored_intake: Intake) -> None:
        """K49."""
        case = stored_intake.enrolled()
        before = stored_intake.published()
        assert move(stored_intake, case).status_code == 200
        now = shown(stored_intake, case)
        participant = now["form"]["participant"]
        assert (participant["address"], participant["phone"]) == (MOVED["address"], None)
        assert participant["phoneStatus"] == "none"
        assert now["referral"]["step"] == "enrolled"
        assert stored_intake.published() == before

    def test_keep_their_history_in_the_order_of_their_days(self, intake: Intake) -> None:
        case = intake.referred(ALMA, STATE)
        move(intake, case, STATE)
        move(intake, case, KEEPER, "2021-08-01", addressStatus="none", phone="070-1740699")
        now = shown(intake, case, STATE)
        assert [(one["on"], one["by"]) for one in now["contacts"]] == [
            ("2021-08-01", KEEPER),
            ("2021-09-01", STATE),
        ]
        assert now["form"]["participant"]["address"] == MOVED["address"]

    def test_of_another_agency_are_told_to_nobody_who_is_blocked(self, intake: Intake) -> None:
        case = intake.referred(ALMA, STATE)
        intake.service.receive(granted(case.id, agencies=(KEEPER, STATE)))
        move(intake, case, KEEPER)
        assert shown(intake, case, STATE)["form"]["participant"]["address"] == MOVED["address"]
        blocked = BlockSet(participant_id=PARTICIPANT, agency=STATE, circle_version=2, occurred_on=JUNE_16)
        intake.service.receive(blocked)
        assert MOVED["address"] not in intake.read(case, STATE).text
        assert MOVED["address"] in intake.read(case, KEEPER).text

    def test_are_stored_sealed_and_shown_in_no_answer(self, intake: Intake) -> None:
        case = intake.referred()
        answer = move(intake, case)
        assert "Provgatan 9" not in answer.text
        assert "Provgatan 9" not in dump(intake)

    def test_give_way_to_a_supplement_of_a_later_day(self, intake: Intake) -> None:
        case = intake.referred()
        move(intake, case, on="2021-06-02")
        gaps = [{"pointer": "#/circumstances/childcare", "code": "missing"}]
        intake.step(case, "return", gaps=gaps, occurredOn="2021-06-02")
        intake.step(case, "supplement", form=form(), occurredOn="2021-06-03")
        assert shown(intake, case)["form"]["participant"]["address"].startswith("Provgatan 1,")
        assert len(shown(intake, case)["contacts"]) == 1

    @pytest.mark.parametrize("contact", [{"address": "Provgatan 9"}, {"phoneStatus": "protected"}])
    def test_state_both(self, intake: Intake, contact: dict[str, str]) -> None:
        answer = move(intake, intake.referred(), **contact)
        assert answer.json()["errors"] == [{"pointer": "#/contact", "code": "missing"}]

    def test_are_changed_by_the_referrer_and_the_programme_alone(self, intake: Intake) -> None:
        case = intake.referred(ALMA, STATE)
        assert move(intake, case, CARE).status_code == 404
        assert [move(intake, case, agency).status_code for agency in (STATE, KEEPER)] == [200, 200]


class TestRepresentative:
    def test_is_named_and_dismissed(self, intake: Intake) -> None:
        case = intake.enrolled()
        for day, named in (("2021-09-01", GUARDIAN), ("2021-10-01", None)):
            answer = intake.step(case, "representative", representative=named, occurredOn=day)
            assert answer.status_code == 200
        listed = shown(intake, case)["representatives"]
        assert [(one["on"], one["representative"]) for one in listed] == [
            ("2021-09-01", GUARDIAN),
            ("2021-10-01", None),
        ]

    def test_is_named_in_a_fact_that_is_not_published(self) -> None:
        named = fact(RepresentativeNamed, by=CITY, sealed=None, occurred_on=JUNE_8)
        given(submitted()).when(name_representative, None, CITY, JUNE_8).then(named)
        assert RepresentativeNamed.IS_PRIVATE


class TestProtectedIdentity:
    def test_is_stated_after_enrolment_and_counts_nobody_again(self, intake: Intake) -> None:
        case = intake.enrolled()
        before = intake.published()
        for day in ("2021-09-01", "2021-09-02"):
            answer = intake.step(case, "protected-identity", occurredOn=day)
            assert answer.status_code == 200
        assert intake.published() == before
        assert intake.service.get("/v1/referrals", agency=KEEPER).json() == []
        assert intake.service.database.query("SELECT * FROM uncounted") == []

    def test_is_read_with_its_history(self, intake: Intake) -> None:
        case, other = intake.referred(ALMA, STATE), intake.met(BEA)
        assert shown(intake, case, STATE)["protections"] == []
        intake.step(case, "protected-identity", STATE, occurredOn="2021-06-03")
        now = shown(intake, case, STATE)
        assert now["protections"] == [{"on": "2021-06-03", "by": STATE}]
        assert now["form"]["participant"]["protectedIdentity"] is True
        assert shown(intake, other)["protections"] == []

    def test_of_another_referral_is_read_without_whose_it_is(self, intake: Intake) -> None:
        case = intake.enrolled()
        intake.referred(ALMA, STATE, occurredOn="2021-06-17", participant__protectedIdentity=True)
        now = shown(intake, case)
        assert now["protections"] == [{"on": "2021-06-17", "by": None}]
        assert now["form"]["participant"]["protectedIdentity"] is True

    def test_is_published_as_an_error_before_enrolment(self, intake: Intake) -> None:
        case = intake.referred(ALMA, STATE)
        assert intake.step(case, "protected-identity", STATE, occurredOn="2021-06-03").status_code == 200
        assert intake.published() == ["ReferralSubmitted", "ReferralEnteredInError"]


def test_are_erased_with_the_referral_of_the_wrong_person(intake: Intake) -> None:
    case = intake.referred()
    move(intake, case)
    intake.step(case, "error-entry", occurredOn="2021-09-02")
    now = shown(intake, case)
    assert (now["erased"], now["contacts"]) == (True, [])


def test_are_disclosed_as_they_are_now(intake: Intake) -> None:
    """To an agency that the consent names: who acts for the participant, and that they are protected."""
    case = intake.met()
    intake.service.receive(granted(case.id, valid_until=FAR))
    intake.enrol(case)
    assert ask(intake).json()["representative"] is None
    intake.step(case, "representative", representative=GUARDIAN, occurredOn="2021-09-01")
    intake.step(case, "protected-identity", occurredOn="2021-09-01")
    now = ask(intake).json()
    assert now["representative"] == GUARDIAN
    assert now["form"]["participant"]["protectedIdentity"] is True
