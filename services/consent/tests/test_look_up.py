from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from services.consent.tests.examples import GRANT, OTHER_NUMBER, PROGRAMMES
from structlog.testing import capture_logs

from chassis.http import guessing
from consent.lookups import participant_lookups
from consent.service import SERVICE
from samplan.bus.observe.telemetry import LOOKUPS_REFUSED
from samplan.testing.harness import ServiceUnderTest

pytestmark = pytest.mark.slow

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


class TestGuessing:
    """An agency that is party to nothing tries numbers (K69)."""

    @pytest.fixture
    def patient(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ServiceUnderTest]:
        monkeypatch.setattr(guessing, "STEP_SECONDS", 0.001)
        with ServiceUnderTest(SERVICE, tmp_path, programmes_dir=PROGRAMMES, refusals_per_hour=2) as running:
            yield running

    def test_is_stopped_after_some_refusals(self, patient: ServiceUnderTest) -> None:
        answers = [patient.post("/v1/participant-lookups", LOOK_UP, agency="fk") for _ in range(3)]
        assert [one.status_code for one in answers] == [404, 404, 429]
        assert answers[-1].headers["Retry-After"] == "1800"

    def test_stops_no_other_caller(self, patient: ServiceUnderTest) -> None:
        for _ in range(3):
            patient.post("/v1/participant-lookups", LOOK_UP, agency="fk")
        assert patient.post("/v1/participant-lookups", LOOK_UP, agency="af").status_code == 404

    def test_is_recorded_without_a_word_of_whom_it_was_about(self, patient: ServiceUnderTest) -> None:
        before = LOOKUPS_REFUSED._value.get()
        with capture_logs() as lines:
            patient.post("/v1/participant-lookups", LOOK_UP, agency="fk")
        refused = [line for line in lines if line["event"] == "lookup_refused"]
        assert refused == [
            {"event": "lookup_refused", "log_level": "warning", "asked_by": "fk", "role": "system"}
        ]
        assert LOOKUPS_REFUSED._value.get() == before + 1

    def test_does_not_count_what_is_answered(self, service: ServiceUnderTest) -> None:
        granted(service)
        before = LOOKUPS_REFUSED._value.get()
        assert service.post("/v1/participant-lookups", LOOK_UP).status_code == 200
        assert LOOKUPS_REFUSED._value.get() == before

    @pytest.mark.parametrize("agency", ["af", "fk"])
    def test_takes_as_long_as_an_answer(self, service: ServiceUnderTest, agency: str) -> None:
        granted(service)
        answer = service.post("/v1/participant-lookups", LOOK_UP, agency=agency)
        assert answer.elapsed.total_seconds() >= guessing.STEP_SECONDS

    @pytest.mark.parametrize(("elapsed", "rest"), [(0.0, 0.1), (0.03, 0.07), (0.13, 0.07)])
    def test_is_answered_at_the_next_step(self, elapsed: float, rest: float) -> None:
        assert guessing.rest_of_step(elapsed) == pytest.approx(rest)
