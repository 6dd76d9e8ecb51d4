"""C-11: reporting names the consent alone: its disclosures are in the log of the consent's participant."""

from typing import Any
from uuid import UUID

import pytest
from services.consent.tests.examples import CARE, DAY_AFTER, NOBODYS, SEPTEMBER_1, grant
from services.consent.tests.test_participant_log import lines, verify

from samplan.contracts import reporting
from samplan.contracts.codes import ConsentPurpose
from samplan.contracts.consent import ConsentGranted
from samplan.privacy.disclosure_log import Disclosure, chained_after
from samplan.testing.harness import ServiceUnderTest


@pytest.fixture
def participant(service: ServiceUnderTest) -> UUID:
    found: UUID = service.process.application.execute(grant()).participant_id
    return found


class TestAnOwnerThatNamesTheConsentAlone:
    """Reporting keeps no participant longer than their consents."""

    @pytest.fixture
    def received(self, service: ServiceUnderTest, participant: UUID) -> list[reporting.DisclosureMade]:
        """Two readings of journeys: of the participant's, and of another participant's."""
        [granted] = [one for one in service.published() if isinstance(one, ConsentGranted)]
        first = journey_disclosed("", 1, granted.consent_id)
        return [first, journey_disclosed(first.chained, 2, NOBODYS)]

    def test_is_in_the_log_of_the_consents_participant(
        self, service: ServiceUnderTest, participant: UUID, received: list[reporting.DisclosureMade]
    ) -> None:
        batch = service.receive(*received)
        service.redeliver(batch)
        wanted = [("finsam", "reporting.journey", "region-skane")]
        assert lines(service, participant, "owner", "what", "agency") == wanted
        assert verify(service)[0] == 0

    def test_stays_there_when_the_consent_has_ended(
        self, service: ServiceUnderTest, participant: UUID, received: list[reporting.DisclosureMade]
    ) -> None:
        place = f"/v1/consents/{received[0].consent_id}/revocation"
        service.post(place, {"occurredOn": f"{SEPTEMBER_1}"}, agency="af").raise_for_status()
        service.receive(*received)
        assert len(lines(service, participant, "what")) == 1

    def test_cannot_be_moved_to_another_consent_here(
        self, service: ServiceUnderTest, received: list[reporting.DisclosureMade]
    ) -> None:
        service.receive(*received)
        with service.database.transaction() as tx:
            tx.execute("UPDATE received_disclosures SET participant_id = 'x' WHERE position = 1")
        assert verify(service) == (1, ["finsam.reporting: broken at 1"])


def journey_disclosed(before: str, position: int, consent_id: UUID) -> reporting.DisclosureMade:
    members: dict[str, Any] = {
        "agency": CARE,
        "role": "system",
        "purpose": ConsentPurpose.COORDINATION,
        "what": "reporting.journey",
        "rule": "consent",
        "consent_id": consent_id,
        "circle_version": 1,
    }
    entry = Disclosure(disclosed_on=DAY_AFTER, participant_id=None, **members)
    return reporting.DisclosureMade(
        log_id=NOBODYS,
        position=position,
        chained=chained_after(before, position, entry),
        occurred_on=DAY_AFTER,
        **members,
    )
