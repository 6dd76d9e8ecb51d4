"""I4: while a referral may turn out to be about the wrong person, no answer depends on it."""

from typing import Any

import pytest
from services.consent.tests.examples import CITY, GRANT, OTHER_REFERRAL, REFERRAL, WRONG

from samplan.bus.reading.catch_up import ALWAYS, report_behind, report_caught_up
from samplan.testing.harness import ServiceUnderTest

LOOK_UP = {"personnummer": GRANT["personnummer"], "purpose": "coordination"}
COVER = {"personnummer": GRANT["personnummer"], "referralId": str(OTHER_REFERRAL), "occurredOn": "2020-03-01"}


@pytest.fixture
def behind(service: ServiceUnderTest) -> ServiceUnderTest:
    """With a consent that was given before."""
    service.post("/v1/consents", GRANT, agency=CITY).raise_for_status()
    report_behind(service.database)
    return service


def is_patient(answer: Any) -> bool:
    asked = (answer.status_code, answer.headers.get("Retry-After"), answer.json()["code"])
    return bool(asked == (503, "5", "catching_up"))


def place_of(service: ServiceUnderTest) -> str:
    """The only consent there is."""
    return f"/v1/consents/{service.published()[0].subject_id}"


class TestWhileItIsCatchingUp:
    def test_look_ups_and_lists_of_consents_wait(self, behind: ServiceUnderTest) -> None:
        before = behind.database.last_notification_id()
        assert is_patient(behind.post("/v1/participant-lookups", LOOK_UP, agency=CITY))
        for query in (f"referralId={REFERRAL}", f"participantId={REFERRAL}"):
            assert is_patient(behind.get(f"/v1/consents?{query}&on=2020-03-01", agency=CITY))
        assert behind.database.last_notification_id() == before

    def test_a_revocation_does_not_wait(self, behind: ServiceUnderTest) -> None:
        """C-03: at any time. The version that it needs is shown too."""
        shown = behind.get(place_of(behind), agency=CITY)
        revoked = behind.post(
            f"{place_of(behind)}/revocation",
            {"occurredOn": "2020-03-01"},
            agency=CITY,
            if_match=shown.headers["ETag"],
        )
        assert (shown.status_code, revoked.json()["ended"]) == (200, "revoked")

    def test_grants_refusals_and_coverage_do_not_wait(self, behind: ServiceUnderTest) -> None:
        assert behind.post(f"{place_of(behind)}/referrals", COVER, agency=CITY).status_code == 201
        refusal = {"referralId": str(OTHER_REFERRAL), "occurredOn": "2020-03-01"}
        assert behind.post("/v1/consent-refusals", refusal, agency=CITY).status_code == 201
        again = {**GRANT, "kind": "register", "purpose": "follow_up"}
        assert behind.post("/v1/consents", again, agency=CITY).status_code == 201


def test_once_caught_up_it_shows_the_consents_still_in_force(behind: ServiceUnderTest) -> None:
    behind.receive(WRONG)
    report_caught_up(behind.database, ALWAYS)
    assert behind.get(f"/v1/consents?referralId={REFERRAL}&on=2020-03-01", agency=CITY).json() == []
    assert behind.post("/v1/participant-lookups", LOOK_UP, agency=CITY).status_code == 404
