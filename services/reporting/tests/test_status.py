"""The status of the view over HTTP."""

from services.reporting.tests.examples import Person

from samplan.testing.harness import ServiceUnderTest


class TestStatus:
    def test_is_for_those_who_are_signed_in(self, service: ServiceUnderTest) -> None:
        """K84: the position tells the second in which something happened."""
        assert service.client.get("/v1/status").status_code == 401

    def test_shows_the_position_of_the_view(self, service: ServiceUnderTest) -> None:
        service.receive(Person().referred(), Person().assessed())
        status = service.get("/v1/status").json()
        assert (status["facts"], status["lastFact"], status["parked"]) == (2, 2, 0)
        assert status["recordedAt"] is not None

    def test_is_empty_before_anything_has_happened(self, service: ServiceUnderTest) -> None:
        status = service.get("/v1/status").json()
        assert (status["facts"], status["recordedAt"], status["delaySeconds"]) == (0, None, None)
