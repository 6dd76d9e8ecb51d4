"""C-04: the parties of a programme have dates."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from services.consent.tests.desk import Desk
from services.consent.tests.examples import CITY, GRANT, KEEPER, REFERRAL

from consent.changing.narrow_after_departures import NarrowAfterDepartures
from samplan.contracts.codes import Agency
from samplan.contracts.consent import (
    AgencyJoined,
    AgencyLeft,
    ConsentNarrowed,
    RevocationAcknowledged,
    party_id_of,
)
from samplan.testing.harness import ServiceUnderTest

TODAY = date(2020, 6, 30)
CARE_LEAVES = {"programme": "malmokraften", "agency": "region-skane", "occurredOn": "2020-06-30"}
KLIPPAN_JOINS = {"programme": "malmokraften", "agency": "klippan", "occurredOn": "2020-03-01"}
ON = {"occurredOn": "2020-06-30"}


@pytest.fixture
def service(tmp_path: Path, database_url: str) -> Iterator[ServiceUnderTest]:
    """On each kind of store."""
    with Desk(tmp_path, today=TODAY, database_url=database_url) as running:
        yield running


def give(service: ServiceUnderTest, **changes: Any) -> Any:
    return service.post("/v1/consents", {**GRANT, **changes}, agency=CITY)


class TestAnAgencyThatJoins:
    def test_is_named_by_consents_from_that_day_on(self, service: ServiceUnderTest) -> None:
        for _ in range(2):
            service.post("/v1/parties/joining", KLIPPAN_JOINS, agency=KEEPER).raise_for_status()
        assert service.published() == [
            AgencyJoined(
                party_id=party_id_of("malmokraften", Agency.KLIPPAN),
                programme="malmokraften",
                agency=Agency.KLIPPAN,
                occurred_on=date(2020, 3, 1),
            )
        ]
        named = {"agencies": ["malmo-ifo", "klippan"]}
        assert give(service, **named).json()["code"] == "agency_not_in_programme"
        assert give(service, **named, occurredOn="2020-03-01").status_code == 201

    def test_is_recorded_by_the_keeper_alone(self, service: ServiceUnderTest) -> None:
        answer = service.post("/v1/parties/joining", KLIPPAN_JOINS, agency=CITY)
        assert (answer.status_code, answer.json()["code"]) == (403, "keeper_only")


class TestAnAgencyThatLeaves:
    @pytest.fixture
    def left(self, service: ServiceUnderTest) -> str:
        """Where a consent is that names it."""
        place = str(give(service).headers["location"])
        for _ in range(2):
            service.post("/v1/parties/leaving", CARE_LEAVES, agency=KEEPER).raise_for_status()
        assert sum(isinstance(event, AgencyLeft) for event in service.published()) == 1
        return place

    def test_is_listed_with_its_last_day(self, service: ServiceUnderTest, left: str) -> None:
        assert left
        [listed] = service.get("/v1/parties").json()
        assert (listed["agency"], listed["joinedOn"], listed["leftOn"]) == (
            "region-skane",
            None,
            "2020-06-30",
        )

    def test_is_named_by_no_new_consent(self, service: ServiceUnderTest, left: str) -> None:
        assert left
        service.today(date(2020, 7, 1))
        answer = give(service, referralId=str(REFERRAL), occurredOn="2020-07-01")
        assert answer.json()["code"] == "agency_not_in_programme"

    def test_loses_its_grants_the_day_after(self, service: ServiceUnderTest, left: str) -> None:
        desk = service.process.application
        assert desk.execute(NarrowAfterDepartures(as_of=TODAY)) == 0
        assert [desk.execute(NarrowAfterDepartures(as_of=date(2020, 7, 2))) for _ in range(2)] == [1, 0]
        event = service.published()[-1]
        assert isinstance(event, ConsentNarrowed)
        assert (event.agencies, f"{event.occurred_on}") == ((Agency.AF, CITY), "2020-07-01")
        assert service.get(left, agency="region-skane").status_code == 404

    def test_answers_what_it_did_with_what_it_held(self, service: ServiceUnderTest, left: str) -> None:
        service.process.application.execute(NarrowAfterDepartures(as_of=date(2020, 7, 1)))
        body = {**ON, "outcome": "erased", "ground": None}
        answer = service.post(f"{left}/revocation-answers", body, agency="region-skane")
        assert (answer.status_code, "agencies" in answer.text) == (200, False)
        assert isinstance(service.published()[-1], RevocationAcknowledged)


class TestTheAnswerToARevocation:
    def test_is_recorded_once_for_each_outcome(self, service: ServiceUnderTest) -> None:
        place = give(service).headers["location"]
        service.post(f"{place}/revocation", ON)
        stopped = {**ON, "outcome": "stopped", "ground": None}
        for body in (stopped, stopped, {**ON, "outcome": "retained", "ground": "archive_duty"}):
            service.post(f"{place}/revocation-answers", body).raise_for_status()
        answers = [one for one in service.published() if isinstance(one, RevocationAcknowledged)]
        assert [(one.agency, one.outcome.value, one.ground) for one in answers] == [
            ("af", "stopped", None),
            ("af", "retained", "archive_duty"),
        ]

    @pytest.mark.parametrize(
        ("agency", "body", "status"),
        [
            ("af", {"outcome": "stopped", "ground": None}, 409),  # in force
            ("fk", {"outcome": "stopped", "ground": None}, 404),  # never named
            ("af", {"outcome": "retained", "ground": None}, 422),
            ("af", {"outcome": "erased", "ground": "open_case"}, 422),
        ],
    )
    def test_is_refused(self, service: ServiceUnderTest, agency: str, body: Any, status: int) -> None:
        place = give(service).headers["location"]
        answer = service.post(f"{place}/revocation-answers", {**ON, **body}, agency=agency)
        assert answer.status_code == status
