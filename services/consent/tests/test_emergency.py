"""C-05: emergency access takes two persons with tokens of their own, and the participant is informed."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from httpx2 import Response
from services.consent.tests.desk import Desk, signed_by
from services.consent.tests.examples import (
    CARE,
    CITY,
    DAY_AFTER,
    FIRST,
    GRANT,
    KEEPER,
    NOBODYS,
    NUMBER,
    OTHER_NUMBER,
    OTHER_REFERRAL,
    OUTSIDER,
    SECOND,
    open_emergency_access,
)

from chassis.decisions.persons import Person, TwoPersonsNeeded
from consent.emergency.confirm_emergency_access import (
    WITHIN,
    ConfirmEmergencyAccess,
    RequestTooOld,
)
from consent.emergency.emergency import Emergency, EmergencyAccessRequested
from samplan.contracts.consent import EmergencyAccessClosed, EmergencyAccessOpened

pytestmark = pytest.mark.slow

ON = {"occurredOn": f"{DAY_AFTER}"}
ASKED = {"programme": "malmokraften", "reason": "Akut fara"}
A, B = FIRST.subject, SECOND.subject


@pytest.fixture
def desk(tmp_path: Path, database_url: str) -> Iterator[Desk]:
    """The day after the grant."""
    with Desk(tmp_path, today=DAY_AFTER, database_url=database_url) as running:
        yield running


@pytest.fixture
def participant(desk: Desk) -> str:
    made = desk.post("/v1/consents", GRANT, agency=CITY)
    return str(desk.get(made.headers["location"], agency=CITY).json()["participantId"])


def request(desk: Desk, participant: str, subject: str, agency: str = OUTSIDER, **changes: Any) -> Response:
    headers = signed_by(desk, subject, agency)
    path = f"/v1/participants/{participant}/emergency-accesses"
    return desk.post(path, {**ASKED, **changes}, agency=agency, headers=headers)


def confirm(desk: Desk, place: str, subject: str, agency: str = OUTSIDER) -> Response:
    return desk.post(f"{place}/confirmation", {}, agency=agency, headers=signed_by(desk, subject, agency))


def opened(desk: Desk, participant: str, agency: str = OUTSIDER) -> str:
    """Where an access is that two persons have opened."""
    place = str(request(desk, participant, A, agency).headers["location"])
    confirm(desk, place, B, agency).raise_for_status()
    return place


def published(desk: Desk) -> list[EmergencyAccessOpened]:
    return [one for one in desk.published() if isinstance(one, EmergencyAccessOpened)]


class TestARequest:
    def test_opens_nothing(self, desk: Desk, participant: str) -> None:
        answer = request(desk, participant, A)
        assert (answer.status_code, answer.json()["openedAt"]) == (201, None)
        assert published(desk) == []
        assert desk.get(answer.headers["location"], agency=OUTSIDER).json() == answer.json()

    @pytest.mark.parametrize(
        ("agency", "changes", "status", "code"),
        [
            ("klippan", {}, 422, "agency_not_in_programme"),
            ("fk", {"programme": "unheard-of"}, 422, "no_consent_rule"),
            ("fk", {"occurredOn": "2020-02-18"}, 422, "invalid_request"),
        ],
    )
    def test_is_for_a_party_of_the_programme_today(
        self, desk: Desk, participant: str, agency: str, changes: Any, status: int, code: str
    ) -> None:
        answer = request(desk, participant, A, agency, **changes)
        assert (answer.status_code, answer.json()["code"]) == (status, code)

    def test_of_an_agency_that_has_left_is_refused(self, desk: Desk, participant: str) -> None:
        """No date that it states brings it back."""
        leaves = {**ON, "programme": "malmokraften", "agency": "fk"}
        desk.post("/v1/parties/leaving", leaves, agency=KEEPER).raise_for_status()
        place = request(desk, participant, A).headers["location"]
        desk.today(date(2020, 2, 19))
        assert request(desk, participant, A).json()["code"] == "agency_not_in_programme"
        assert confirm(desk, place, B).json()["code"] == "agency_not_in_programme"

    def test_of_a_machine_is_refused(self, desk: Desk, participant: str) -> None:
        path = f"/v1/participants/{participant}/emergency-accesses"
        answer = desk.post(path, ASKED, agency=OUTSIDER)
        assert (answer.status_code, answer.json()["code"]) == (403, "person_needed")

    def test_about_nobody_is_not_found(self, desk: Desk) -> None:
        assert request(desk, str(NOBODYS), A).status_code == 404

    def test_is_refused_where_a_block_beats_it(self, desk: Desk, participant: str) -> None:
        place = request(desk, participant, A, CARE).headers["location"]
        block = {**ON, "agency": "region-skane"}
        desk.post(f"/v1/participants/{participant}/blocks", block, agency="af").raise_for_status()
        assert request(desk, participant, A, CARE).json()["code"] == "agency_blocked"
        assert confirm(desk, place, B, CARE).json()["code"] == "agency_blocked"

    def test_after_a_death_is_refused(self, desk: Desk, participant: str) -> None:
        desk.post(f"/v1/participants/{participant}/death", ON, agency=CARE).raise_for_status()
        assert request(desk, participant, A).json()["code"] == "participant_deceased"


class TestAConfirmation:
    def test_opens_for_the_programmes_hours_and_tells_neither_reason_nor_persons(
        self, desk: Desk, participant: str
    ) -> None:
        place = opened(desk, participant)
        [event] = published(desk)
        assert event.closes_at - event.opened_at == timedelta(hours=8)
        assert (event.agency, event.programme, event.beats_block) == (OUTSIDER, "malmokraften", False)
        stored = b"".join(bytes(one.state) for one in desk.database.notifications(0, 100))
        for secret in (event, stored, desk.get(place, agency=OUTSIDER).text):
            assert not any(word in str(secret) for word in ("fara", A, B))

    def test_by_the_same_person_is_refused(self, desk: Desk, participant: str) -> None:
        answer = confirm(desk, request(desk, participant, A).headers["location"], A)
        assert (answer.status_code, answer.json()["code"]) == (403, "two_persons")
        assert published(desk) == []

    def test_by_a_machine_is_refused(self, desk: Desk, participant: str) -> None:
        place = request(desk, participant, A).headers["location"]
        answer = desk.post(f"{place}/confirmation", {}, agency=OUTSIDER)
        assert (answer.status_code, answer.json()["code"]) == (403, "person_needed")

    def test_by_another_agency_finds_nothing(self, desk: Desk, participant: str) -> None:
        place = request(desk, participant, A).headers["location"]
        for agency in (CARE, KEEPER):
            assert confirm(desk, place, B, agency).status_code == 404

    def test_is_recorded_once(self, desk: Desk, participant: str) -> None:
        place = opened(desk, participant)
        assert confirm(desk, place, B).status_code == 200
        assert len(published(desk)) == 1

    def test_holds_for_every_id_of_the_person(self, desk: Desk, participant: str) -> None:
        other = {**GRANT, "personnummer": OTHER_NUMBER, "referralId": str(OTHER_REFERRAL)}
        desk.post("/v1/consents", other, agency=CITY)
        link = {"oldNumber": NUMBER, "newNumber": OTHER_NUMBER, "standing": "new", "reason": "corrected"}
        desk.post("/v1/number-replacements", {**link, **ON}, agency=KEEPER).raise_for_status()
        opened(desk, participant)
        assert len({one.participant_id for one in published(desk)}) == 2


def asked() -> Emergency:
    return Emergency.begin(
        EmergencyAccessRequested,
        UUID(int=2),
        participant_id=UUID(int=1),
        agency=OUTSIDER,
        programme="malmokraften",
        sealed="",
        requested_at=datetime(2020, 2, 18, 1, tzinfo=UTC),
        occurred_on=DAY_AFTER,
    )


def test_persons_of_two_issuers_are_not_two() -> None:
    emergency = asked()
    command = ConfirmEmergencyAccess(access_id=UUID(int=2), by=OUTSIDER, person=SECOND)
    with pytest.raises(TwoPersonsNeeded):
        command.decide(emergency, FIRST, Person("another-issuer", SECOND.subject))


def test_a_confirmation_after_an_hour_is_refused() -> None:
    emergency = asked()
    late = emergency.requested_at + WITHIN + timedelta(seconds=1)
    command = ConfirmEmergencyAccess(access_id=UUID(int=2), by=OUTSIDER, person=SECOND, confirmed_at=late)
    with pytest.raises(RequestTooOld):
        command.decide(emergency, FIRST, SECOND)


def test_an_access_is_closed_before_its_time(desk: Desk, participant: str) -> None:
    opened(desk, participant)
    body = {**ON, "agency": "fk"}
    for _ in range(2):
        path = f"/v1/participants/{participant}/emergency-access/closing"
        assert desk.post(path, body, agency=OUTSIDER).json()["emergencyAccess"] == []
    assert sum(isinstance(event, EmergencyAccessClosed) for event in desk.published()) == 1


class TestTheParticipantIsTold:
    def listed(self, desk: Desk, agency: str, query: str = "") -> list[str]:
        answer = desk.get(f"/v1/emergency-accesses/to-tell{query}", agency=agency)
        return [one["tellBy"] for one in answer.json()]

    def test_by_the_agency_within_the_programmes_days(self, desk: Desk, participant: str) -> None:
        place = opened(desk, participant)
        assert [self.listed(desk, one) for one in (OUTSIDER, KEEPER, CARE)] == [["2020-02-25"]] * 2 + [[]]
        for _ in range(2):
            told = desk.post(f"{place}/told", ON, agency=OUTSIDER)
            assert (told.status_code, told.json()["toldOn"]) == (200, f"{DAY_AFTER}")
        assert self.listed(desk, OUTSIDER) == []

    def test_and_is_overdue_afterwards(self, desk: Desk, participant: str) -> None:
        opened(desk, participant)
        for day, overdue in [(date(2020, 2, 25), []), (date(2020, 2, 26), ["2020-02-25"])]:
            desk.today(day)
            assert self.listed(desk, OUTSIDER, "?overdue=true") == overdue

    def test_of_nothing_that_nobody_confirmed(self, desk: Desk, participant: str) -> None:
        place = request(desk, participant, A).headers["location"]
        assert self.listed(desk, OUTSIDER) == []
        assert desk.post(f"{place}/told", ON, agency=OUTSIDER).json()["code"] == "not_opened"

    def test_not_before_the_opening(self, desk: Desk, participant: str) -> None:
        place = opened(desk, participant)
        early = desk.post(f"{place}/told", {"occurredOn": "2020-02-17"}, agency=OUTSIDER)
        assert early.json()["code"] == "before_the_opening"

    def test_by_no_other_agency(self, desk: Desk, participant: str) -> None:
        assert desk.post(f"{opened(desk, participant)}/told", ON, agency=CARE).status_code == 404

    def test_in_their_log(self, desk: Desk, participant: str) -> None:
        with desk.on_business_date():
            open_emergency_access(desk.process.application, UUID(participant), OUTSIDER)
        path = f"/v1/participants/{participant}/log?language=en"
        page = desk.get(path, agency=KEEPER, headers={"Accept": "text/html"}).text
        assert "Emergency access: two persons at the agency have opened it" in page
