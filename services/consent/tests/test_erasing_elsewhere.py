"""C-09: the services of the owners erase too, and the consent service shows which of them has said so."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from services.consent.tests.desk import Desk
from services.consent.tests.examples import CARE, CITY, GRANT, KEEPER, OUTSIDER

from consent.erasing.execute_erasures import ExecuteErasures
from consent.erasing.note_unacknowledged import NoteUnacknowledged
from samplan.contracts.codes import Agency
from samplan.contracts.codes.erasures import ErasureOutcome, RetentionGround
from samplan.contracts.consent import ConsentGranted
from samplan.contracts.owners.erasures import ErasureExecuted, ErasureRequested
from samplan.contracts.referral import ErasureAcknowledged
from samplan.testing.harness import ServiceUnderTest

TODAY, TOMORROW = date(2020, 9, 1), date(2020, 9, 2)
LAST_DAY_TO_ANSWER, TOO_LATE = date(2020, 9, 5), date(2020, 9, 6)
ON = {"occurredOn": "2020-09-01"}
REFERRALS = "malmo-ifo.referral"
SOURCE = "/malmo-ifo/referral/0a1b2c3d"


@pytest.fixture
def desk(tmp_path: Path, database_url: str) -> Iterator[Desk]:
    with Desk(tmp_path, today=TODAY, database_url=database_url) as running, running.on_business_date():
        yield running


@pytest.fixture
def place(desk: Desk) -> str:
    """Where an erasure is that was executed: the city keeps the participant's referral."""
    consent = desk.post("/v1/consents", GRANT, agency=CITY).headers["location"]
    participant = desk.get(consent, agency=CITY).json()["participantId"]
    desk.post(f"{consent}/revocation", ON, agency=CITY).raise_for_status()
    place = str(desk.post(f"/v1/participants/{participant}/erasures", ON, agency="af").headers["location"])
    for agency in (Agency.AF, KEEPER, CITY, CARE):
        desk.post(f"{place}/assessments", {**ON, "ground": None}, agency=agency).raise_for_status()
    assert desk.process.application.execute(ExecuteErasures(as_of=TOMORROW)) == 1
    return place


def acknowledged(place: str, ground: RetentionGround | None = None) -> ErasureAcknowledged:
    return ErasureAcknowledged(
        erasure_id=UUID(place.rpartition("/")[2]),
        outcome=ErasureOutcome.RETAINED if ground else ErasureOutcome.ERASED,
        ground=ground,
        occurred_on=TOMORROW,
    )


@pytest.mark.usefixtures("place")
def test_the_assessors_are_those_that_the_topics_have_told_of_already(desk: Desk) -> None:
    """I28: the agencies that the grants named, and who keeps the consents and the referral."""
    told = desk.published()
    [granted] = [one for one in told if isinstance(one, ConsentGranted)]
    [requested] = [one for one in told if isinstance(one, ErasureRequested)]
    [executed] = [one for one in told if isinstance(one, ErasureExecuted)]
    assert executed.agencies == requested.assessors
    assert set(requested.assessors) == {*granted.agencies, KEEPER, CITY}


def shown(desk: ServiceUnderTest, place: str) -> Any:
    answers = desk.get(place, agency=KEEPER).json()["acknowledgements"]
    return [(one["holder"], one["state"], one["ground"]) for one in answers]


def waiting(desk: ServiceUnderTest, agency: Agency = KEEPER) -> list[tuple[str, bool]]:
    rows = desk.get("/v1/unacknowledged-erasures", agency=agency).json()
    return [(one["holder"], one["isLate"]) for one in rows]


def note_silence(desk: ServiceUnderTest, as_of: date) -> int:
    noted: int = desk.process.application.execute(NoteUnacknowledged(as_of=as_of))
    return noted


class TestTheServicesOfTheOwners:
    def test_are_told_which_agencies_have_no_ground(self, desk: Desk, place: str) -> None:
        [told] = [one for one in desk.published() if isinstance(one, ErasureExecuted)]
        assert told.agencies == (Agency.AF, KEEPER, CITY, CARE)

    def test_are_shown_to_their_own_agency_and_the_keeper_of_consents(self, desk: Desk, place: str) -> None:
        """As are the assessments: with which agencies a participant has to do is told to no other."""
        seen = {one: desk.get(place, agency=one).json() for one in (CITY, CARE, KEEPER)}
        services = [[each["holder"] for each in one["acknowledgements"]] for one in seen.values()]
        assert services == [["malmo-ifo.referral"], [], ["malmo-ifo.referral"]]
        assessed = [[each["agency"] for each in one["assessments"]] for one in seen.values()]
        assert assessed == [[CITY], [CARE], sorted([Agency.AF, KEEPER, CITY, CARE])]

    def test_are_asked_until_they_have_erased(self, desk: Desk, place: str) -> None:
        assert (shown(desk, place), waiting(desk)) == ([(REFERRALS, "asked", None)], [(REFERRALS, False)])
        desk.receive(acknowledged(place, RetentionGround.OPEN_CASE), source=SOURCE)
        assert shown(desk, place) == [(REFERRALS, "retained", "open_case")]
        assert waiting(desk) == [(REFERRALS, False)]
        desk.receive(acknowledged(place), source=SOURCE)
        assert (shown(desk, place), waiting(desk)) == ([(REFERRALS, "erased", None)], [])

    def test_are_listed_for_the_keeper_of_consents_and_their_own_agency(self, desk: Desk, place: str) -> None:
        assert [len(waiting(desk, agency)) for agency in (KEEPER, CITY, CARE, OUTSIDER)] == [1, 1, 0, 0]

    def test_acknowledge_once(self, desk: Desk, place: str) -> None:
        batch = desk.receive(acknowledged(place), source=SOURCE)
        before = len(desk.database.notifications(0, 1000))
        desk.redeliver(batch)
        desk.receive(acknowledged(place), source=SOURCE)
        assert len(desk.database.notifications(0, 1000)) == before
        assert desk.parked() == []

    def test_are_not_acknowledged_for_by_another(self, desk: Desk, place: str) -> None:
        desk.receive(acknowledged(place), source="/af/referral/0a1b2c3d")
        assert shown(desk, place) == [(REFERRALS, "asked", None)]


class TestSilence:
    def test_is_late_after_72_hours_and_raises_the_alarm_once(self, desk: Desk, place: str) -> None:
        assert [note_silence(desk, day) for day in (LAST_DAY_TO_ANSWER, TOO_LATE, TOO_LATE)] == [0, 1, 0]
        assert (shown(desk, place), waiting(desk)) == ([(REFERRALS, "late", None)], [(REFERRALS, True)])
        desk.service.measure(desk.process.application)
        assert "samplan_unacknowledged_erasures 1.0" in desk.metrics()

    def test_ends_with_the_erasure(self, desk: Desk, place: str) -> None:
        note_silence(desk, TOO_LATE)
        desk.receive(acknowledged(place), source=SOURCE)
        desk.service.measure(desk.process.application)
        assert "samplan_unacknowledged_erasures 0.0" in desk.metrics()
