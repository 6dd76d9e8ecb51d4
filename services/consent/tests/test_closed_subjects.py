"""I24: while a parked record may say that a referral was of the wrong person, nothing rests on it."""

from typing import Any

import pytest
from services.consent.tests.examples import CITY, GRANT, OTHER_NUMBER, OTHER_REFERRAL, REFERRAL, WRONG

from samplan.bus.reading.parked import discard
from samplan.testing.harness import ServiceUnderTest

REFERRALS = "malmo-ifo.referral.v1"
OTHERS_GRANT = {**GRANT, "personnummer": OTHER_NUMBER, "referralId": str(OTHER_REFERRAL)}


@pytest.fixture
def closed(service: ServiceUnderTest) -> ServiceUnderTest:
    """Two consents were given; what ends one of them cannot be read."""
    for grant in (GRANT, OTHERS_GRANT):
        service.post("/v1/consents", grant, agency=CITY).raise_for_status()
    service.receive_raw(REFERRALS, str(REFERRAL).encode(), b"{not json", [("ce_effect", b"ends")])
    return service


def is_patient(answer: Any) -> bool:
    asked = (answer.status_code, answer.headers.get("Retry-After"), answer.json()["code"])
    return bool(asked == (503, "5", "catching_up"))


def in_force(service: ServiceUnderTest, referral: object) -> Any:
    return service.get(f"/v1/consents?referralId={referral}&on=2020-03-01", agency=CITY)


class TestWhileTheReferralIsClosed:
    def test_its_consent_is_not_said_to_be_in_force(self, closed: ServiceUnderTest) -> None:
        participant = closed.published()[0].participant_id  # type: ignore[attr-defined]  # it is a grant
        assert is_patient(in_force(closed, REFERRAL))
        by_participant = f"/v1/consents?participantId={participant}&on=2020-03-01"
        assert is_patient(closed.get(by_participant, agency=CITY))

    def test_no_participant_is_looked_up_under_it(
        self, closed: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = closed.database.last_notification_id()
        monkeypatch.setattr("consent.lookups.participant_lookups.today", lambda: WRONG.occurred_on)
        look_up = {"personnummer": GRANT["personnummer"], "purpose": "coordination"}
        assert is_patient(closed.post("/v1/participant-lookups", look_up, agency=CITY))
        assert closed.database.last_notification_id() == before
        others = {**look_up, "personnummer": OTHER_NUMBER}
        assert closed.post("/v1/participant-lookups", others, agency=CITY).status_code == 200

    def test_the_consents_of_others_are(self, closed: ServiceUnderTest) -> None:
        assert len(in_force(closed, OTHER_REFERRAL).json()) == 1

    def test_the_participant_revokes_at_once(self, closed: ServiceUnderTest) -> None:
        place = f"/v1/consents/{closed.published()[0].subject_id}"
        shown = closed.get(place, agency=CITY)
        body = {"occurredOn": "2020-03-01"}
        sent = closed.post(f"{place}/revocation", body, agency=CITY, if_match=shown.headers["ETag"])
        assert (sent.status_code, sent.json()["ended"]) == (200, "revoked")

    def test_it_is_shown_again_once_the_record_is_discarded(self, closed: ServiceUnderTest) -> None:
        assert discard(closed.database, closed.parked()[0].id)
        assert len(in_force(closed, REFERRAL).json()) == 1


def test_an_error_behind_garbage_ends_the_consent_at_once(closed: ServiceUnderTest) -> None:
    closed.receive(WRONG)
    assert in_force(closed, REFERRAL).json() == []
    assert len(closed.parked()) == 1
