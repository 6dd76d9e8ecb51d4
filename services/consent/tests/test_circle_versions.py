"""C-06: the changes of one participant's circle are numbered in the order in which they are stored."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from services.consent.tests.desk import Desk
from services.consent.tests.examples import (
    CITY,
    DAY_AFTER,
    GRANT,
    OTHER_NUMBER,
    OTHER_REFERRAL,
)

from samplan.contracts.consent import ConsentGranted
from samplan.testing.harness import ServiceUnderTest

AGENCIES = ("af", "malmo-ifo", "malmo-ama", "fk", "region-skane", "lansstyrelsen")


@pytest.fixture
def service(tmp_path: Path, database_url: str) -> Iterator[ServiceUnderTest]:
    """On each kind of store."""
    with Desk(tmp_path, today=DAY_AFTER, database_url=database_url) as running:
        yield running


def grant(service: ServiceUnderTest, **changes: Any) -> ConsentGranted:
    service.post("/v1/consents", {**GRANT, **changes}, agency=CITY).raise_for_status()
    event = service.published()[-1]
    assert isinstance(event, ConsentGranted)
    return event


def numbers(service: ServiceUnderTest) -> list[int]:
    return [version for one in service.published() if (version := getattr(one, "circle_version", None))]


class TestTheNumbersOfACircle:
    def test_are_consecutive_for_changes_that_arrive_at_once(self, service: ServiceUnderTest) -> None:
        participant = grant(service).participant_id

        def block(agency: str) -> int:
            body = {"agency": agency, "occurredOn": f"{DAY_AFTER}"}
            return service.post(f"/v1/participants/{participant}/blocks", body, agency="af").status_code

        with ThreadPoolExecutor(len(AGENCIES)) as pool:
            assert set(pool.map(block, AGENCIES)) == {200}
        assert numbers(service) == [*range(1, len(AGENCIES) + 2)]

    def test_are_each_participants_own(self, service: ServiceUnderTest) -> None:
        grant(service)
        other = grant(service, personnummer=OTHER_NUMBER, referralId=str(OTHER_REFERRAL))
        assert other.circle_version == 1

    def test_are_not_taken_by_a_command_that_records_nothing(self, service: ServiceUnderTest) -> None:
        place = f"/v1/consents/{grant(service).consent_id}"
        for _ in range(3):
            service.post(f"{place}/revocation", {"occurredOn": f"{DAY_AFTER}"}, agency=CITY)
        assert grant(service).circle_version == 3
