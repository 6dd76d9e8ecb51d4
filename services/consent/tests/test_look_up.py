from datetime import date

import pytest
from services.consent.tests.examples import GRANT, OTHER_NUMBER

from consent.lookups import participant_lookups
from samplan.testing.harness import ServiceUnderTest

LOOK_UP = {"personnummer": GRANT["personnummer"], "purpose": "coordination"}


def granted(service: ServiceUnderTest) -> str:
    """Where the consent is that the city has recorded."""
    return str(service.post("/v1/consents", GRANT, agency="malmo-ifo").headers["location"])


class TestLookUpParticipant:
    def test_gives_the_id_and_the_consent_that_opened_it(self, service: ServiceUnderTest) -> None:
        consent = service.get(granted(service)).json()
        answer = service.post("/v1/participant-lookups", LOOK_UP)
        assert answer.status_code == 200
        assert answer.json() == {name: consent[name] for name in ("participantId", "consentId")}

    def test_answers_a_stranger_as_if_there_were_no_participant(self, service: ServiceUnderTest) -> None:
        granted(service)
        known = service.post("/v1/participant-lookups", LOOK_UP, agency="fk")
        unknown = service.post(
            "/v1/participant-lookups", {**LOOK_UP, "personnummer": OTHER_NUMBER}, agency="fk"
        )
        assert known.status_code == unknown.status_code == 404
        ours = ("instance", "requestId")
        alike = [{k: v for k, v in one.json().items() if k not in ours} for one in (known, unknown)]
        assert alike[0] == alike[1]

    def test_finds_no_participant_once_the_consent_has_lapsed_whether_or_not_the_clock_has_ticked(
        self, service: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        granted(service)
        monkeypatch.setattr(participant_lookups, "today", lambda: date(2021, 2, 17))
        assert service.post("/v1/participant-lookups", LOOK_UP).status_code == 404

    def test_is_never_published(self, service: ServiceUnderTest) -> None:
        granted(service)
        service.post("/v1/participant-lookups", LOOK_UP)
        assert len(service.published()) == 1
