"""I24: no journey is shown under a consent that a parked record may have ended; all else is."""

import pytest
from httpx2 import Response
from services.reporting.tests.examples import Person, day
from services.reporting.tests.stored import is_named

from samplan.bus.reading.parked import discard
from samplan.contracts.codes import RevocationReason
from samplan.contracts.consent import ConsentGranted
from samplan.testing.harness import ServiceUnderTest

pytestmark = pytest.mark.slow

CONSENTS = "finsam.consent.v1"
ANNA, BEA = Person(), Person(2)
KEY = str(ANNA.consent_id).encode()


def journey(service: ServiceUnderTest, person: Person = ANNA) -> Response:
    """As an agency that the consent names asks for it, while it is in force."""
    service.today(day(100))
    answer: Response = service.get(f"/v1/journeys/{person.participant_id}", agency="af")
    return answer


@pytest.fixture
def closed(service: ServiceUnderTest) -> ServiceUnderTest:
    """With an unreadable record under Anna's consent."""
    service.receive(*ANNA.whole_journey(), *BEA.whole_journey())
    service.receive_raw(CONSENTS, KEY, b"{not json")
    return service


class TestWhileAConsentIsClosed:
    def test_its_participants_journey_is_not_shown(self, closed: ServiceUnderTest) -> None:
        answer = journey(closed)
        assert (answer.status_code, answer.json()["code"]) == (503, "catching_up")
        assert answer.headers["Retry-After"] == "5"

    def test_other_journeys_are(self, closed: ServiceUnderTest) -> None:
        assert journey(closed, BEA).status_code == 200

    def test_figures_are_shown(self, closed: ServiceUnderTest) -> None:
        """They identify no participant, and count those who have withdrawn too."""
        assert closed.get("/v1/internal/programmes/malmokraften/funnel").status_code == 200
        assert closed.client.get("/health/ready").status_code == 200

    def test_all_wait_when_the_record_has_no_subject(self, closed: ServiceUnderTest) -> None:
        closed.receive_raw(CONSENTS, None, b"{not json")
        assert journey(closed, BEA).status_code == 503
        assert closed.get("/v1/internal/programmes/malmokraften/funnel").status_code == 503
        assert closed.client.get("/health/ready").status_code == 503

    def test_its_journey_is_shown_again_once_the_record_is_discarded(self, closed: ServiceUnderTest) -> None:
        assert discard(closed.database, closed.parked()[0].id)
        assert journey(closed).status_code == 200


@pytest.mark.parametrize("reason", RevocationReason)
class TestARevocationBehindAnUnreadableRecord:
    """K17."""

    def test_makes_it_forget_the_participant_at_once(
        self, closed: ServiceUnderTest, reason: RevocationReason
    ) -> None:
        closed.receive(ANNA.revoked(reason=reason))
        assert not is_named(closed.database, ANNA)
        assert journey(closed).status_code == 404

    def test_is_not_undone_by_a_grant_that_is_replayed_after_it(
        self, service: ServiceUnderTest, reason: RevocationReason
    ) -> None:
        grant = ANNA.consented()
        assert isinstance(grant, ConsentGranted)
        before = [event for event in ANNA.whole_journey() if not isinstance(event, ConsentGranted)]
        service.receive(*before)
        service.receive_raw(CONSENTS, KEY, b"{not json")
        service.receive(grant, ANNA.revoked(reason=reason))
        garbage, waiting = service.parked()
        assert discard(service.database, garbage.id)
        assert service.replay(waiting.id) == 1
        assert not is_named(service.database, ANNA)
        assert journey(service).status_code == 404
