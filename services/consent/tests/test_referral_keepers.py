"""C-15: a voucher comes from the service that keeps the referral, and from no other that is trusted."""

import pytest
from services.consent.tests.examples import CITY, GRANT, GRANTED_ON, REFERRAL, grant, person, refuse

from chassis.decisions.work import Application
from consent.policies.when_referral_submitted_note_keeper import when_referral_submitted_note_keeper
from consent.vouchers.note_keeper import NoteKeeper
from consent.vouchers.require_voucher import VoucherRefused
from samplan.contracts.codes import Agency
from samplan.contracts.referral import ReferralEnteredInError, ReferralSubmitted
from samplan.testing.given import given_event
from samplan.testing.harness import ServiceUnderTest
from samplan.testing.vouchers import voucher_for

OF_THE_CITY = "/malmo-ifo/referral/0a1b2c3d"
OF_AF = "/af/referral/4e5f6a7b"
SUBMITTED = ReferralSubmitted(
    referral_id=REFERRAL, programme="malmokraften", referring_agency=CITY, occurred_on=GRANTED_ON
)


def forged() -> str:
    return voucher_for(REFERRAL, person(), keeper=Agency.AF, referrer=Agency.AF)


class TestTheKeeperOfTheReferral:
    """A party whose own referral service is trusted vouches for no referral of another service."""

    def test_is_the_service_that_published_it(self, service: ServiceUnderTest) -> None:
        service.receive(SUBMITTED, source=OF_THE_CITY)
        answer = service.post("/v1/consents", {**GRANT, "voucher": forged()}, agency="af")
        assert (answer.status_code, answer.json()["code"]) == (403, "voucher_refused")
        assert service.post("/v1/consents", GRANT, agency=CITY).status_code == 201

    def test_is_the_one_that_vouched_first_while_nothing_is_published(self, desk: Application) -> None:
        consent = desk.execute(grant())
        with pytest.raises(VoucherRefused):
            desk.execute(refuse(by=Agency.AF, voucher=forged()))
        assert not consent.has_ended

    def test_ends_what_was_forged_before_it_was_heard(self, service: ServiceUnderTest) -> None:
        place = service.post("/v1/consents", {**GRANT, "voucher": forged()}, agency="af").headers["location"]
        batch = service.receive(SUBMITTED, source=OF_THE_CITY)
        service.redeliver(batch)
        assert service.get(place, agency="af").json()["ended"] == "entered_in_error"
        assert service.post("/v1/consents", GRANT, agency=CITY).status_code == 201
        assert service.parked() == []

    def test_ends_nothing_when_it_vouched_itself(self, service: ServiceUnderTest) -> None:
        place = service.post("/v1/consents", GRANT, agency=CITY).headers["location"]
        service.receive(SUBMITTED, source=OF_THE_CITY)
        assert service.get(place, agency=CITY).json()["ended"] is None

    def test_is_never_another_that_publishes_the_same_referral_later(self, service: ServiceUnderTest) -> None:
        """C-15: a foreign topic takes over no referral, and ends no consent."""
        service.receive(SUBMITTED, source=OF_THE_CITY)
        place = service.post("/v1/consents", GRANT, agency=CITY).headers["location"]
        in_error = ReferralEnteredInError(referral_id=REFERRAL, occurred_on=GRANTED_ON)
        service.receive(SUBMITTED, source=OF_AF)
        service.receive(in_error, source=OF_AF)
        assert service.get(place, agency=CITY).json()["ended"] is None
        assert [one.reason for one in service.parked()] == ["kept_by_another"] * 2
        answer = service.post("/v1/consents", {**GRANT, "voucher": forged()}, agency="af")
        assert answer.json()["code"] == "voucher_refused"

    def test_is_noted_by_a_policy(self) -> None:
        (
            given_event(SUBMITTED, source=OF_THE_CITY)
            .when(when_referral_submitted_note_keeper)
            .then_commands(NoteKeeper(referral_id=REFERRAL, keeper=CITY, occurred_on=GRANTED_ON))
        )
