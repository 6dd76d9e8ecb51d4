"""One participant's journeys over HTTP, for those with the scope."""

from services.reporting.tests.examples import Person
from services.reporting.tests.test_closed_subjects import journey

from samplan.testing.harness import ServiceUnderTest


class TestJourneys:
    def test_show_a_participants_journey(self, service: ServiceUnderTest) -> None:
        anna = Person()
        service.receive(*anna.whole_journey())
        (shown,) = journey(service, anna).json()["journeys"]
        assert shown["enrolledOn"] == "2022-06-13"
        assert shown["coordinator"] == "af"
        assert [activity["completedOn"] for activity in shown["activities"]] == ["2022-08-30"]
        assert shown["exit"] == {"on": "2022-09-29", "exitClass": "work_unsubsidised", "subsidyKind": None}

    def test_are_gone_when_consent_is_revoked(self, service: ServiceUnderTest) -> None:
        anna = Person()
        service.receive(*anna.whole_journey()[:-1], anna.revoked())
        assert journey(service, anna).status_code == 404

    def test_need_a_token(self, service: ServiceUnderTest) -> None:
        assert service.client.get(f"/v1/journeys/{Person().participant_id}").status_code == 401

    def test_do_not_echo_an_invalid_id(self, service: ServiceUnderTest) -> None:
        answer = service.get("/v1/journeys/19121212-1212")
        assert answer.status_code == 404
        assert "19121212" not in answer.text
