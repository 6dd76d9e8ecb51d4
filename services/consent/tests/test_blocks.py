"""C-05, C-16: what holds for a participant whichever consents there are."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from services.consent.tests.desk import Desk
from services.consent.tests.examples import (
    CARE,
    CITY,
    DAY_AFTER,
    GRANT,
    KEEPER,
    NOBODYS,
    NUMBER,
    OTHER_NUMBER,
    OTHER_REFERRAL,
    OUTSIDER,
    open_emergency_access,
)

from samplan.contracts.agency_names import agency_name
from samplan.contracts.codes import Agency
from samplan.contracts.consent import (
    BlockLifted,
    BlockSet,
    EmergencyAccessOpened,
    ParticipantDeceased,
)
from samplan.testing.harness import ServiceUnderTest

ON = {"occurredOn": f"{DAY_AFTER}"}
LINK = {"oldNumber": NUMBER, "newNumber": OTHER_NUMBER, "standing": "new", "reason": "corrected"}
BLOCK = {**ON, "agency": "region-skane"}


@pytest.fixture
def service(tmp_path: Path, database_url: str) -> Iterator[ServiceUnderTest]:
    """On each kind of store, the day after the grant."""
    with Desk(tmp_path, today=DAY_AFTER, database_url=database_url) as running:
        yield running


@pytest.fixture
def participant(service: ServiceUnderTest) -> str:
    """Where the participant is."""
    made = service.post("/v1/consents", GRANT, agency=CITY)
    return f"/v1/participants/{service.get(made.headers['location'], agency=CITY).json()['participantId']}"


def _named_on(paper: str, agencies: list[str]) -> list[str]:
    return [one for one in agencies if agency_name(Agency(one)) in paper]


class TestABlock:
    def test_is_told_to_nobody_by_the_list_of_consents(
        self, service: ServiceUnderTest, participant: str
    ) -> None:
        listed = f"/v1/consents?referralId={GRANT['referralId']}"
        signed = service.get(listed, agency=CITY).json()[0]["agencies"]
        service.post(f"{participant}/blocks", BLOCK, agency="af").raise_for_status()
        named = [service.get(listed, agency=one).json()[0]["agencies"] for one in (CITY, CARE)]
        assert named == [[one for one in signed if one != CARE], [CARE]]

    def test_is_told_to_nobody_by_a_consent_its_lines_its_receipt_and_the_answers_of_its_commands(
        self, service: ServiceUnderTest, participant: str
    ) -> None:
        signed, known = GRANT["agencies"], [one for one in GRANT["agencies"] if one != CARE]
        service.post(f"{participant}/blocks", BLOCK, agency="af").raise_for_status()
        [listed] = service.get(f"/v1/consents?referralId={GRANT['referralId']}", agency=CITY).json()
        place = f"/v1/consents/{listed['consentId']}"

        def told(ask: Callable[..., Any]) -> list[Any]:
            return [ask(one).json() for one in (CITY, CARE, KEEPER)]

        new = [service.get("/v1/new-grants", agency=one).json()[0]["agencies"] for one in ("af", CARE)]
        assert new == [known, [CARE]]
        shown = told(lambda one: service.get(place, agency=one))
        ended = told(lambda one: service.post(f"{place}/revocation", ON, agency=one))
        assert [one["agencies"] for one in (*shown, *ended)] == [known, [CARE], signed] * 2
        assert [one["grantedBy"] for one in shown] == [CITY, None, CITY]
        lines = told(lambda one: service.get(f"{place}/holders", agency=one))
        assert [{one["agency"] for one in each} for each in lines] == [{*known}, {CARE}, {*signed}]
        page = {"Accept": "text/html"}
        papers = [
            service.get(f"{place}/receipt", agency=one, headers=page).text for one in (CITY, CARE, KEEPER)
        ]
        assert [_named_on(one, signed) for one in papers] == [known, [CARE], signed]

    def test_is_told_by_the_answers_about_the_participant_to_the_keeper_and_whoever_decides_it(
        self, service: ServiceUnderTest, participant: str
    ) -> None:
        sent = {CARE: {**BLOCK, "agency": "fk"}, "af": BLOCK, KEEPER: {**BLOCK, "agency": "fk"}}
        service.post(f"{participant}/blocks", BLOCK, agency=KEEPER).raise_for_status()
        blocked = [
            service.post(f"{participant}/blocks", body, agency=one).json()["blocked"]
            for one, body in sent.items()
        ]
        assert blocked == [["fk"], [CARE], ["fk", CARE]]
        assert service.post(f"{participant}/death", ON, agency="af").json()["blocked"] == []

    def test_is_set_and_lifted_once(self, service: ServiceUnderTest, participant: str) -> None:
        for path, blocked in [("blocks", ["region-skane"]), ("blocks/lifting", [])]:
            for _ in range(2):
                answer = service.post(f"{participant}/{path}", BLOCK, agency="af")
                assert (answer.status_code, answer.json()["blocked"]) == (200, blocked)
        _, *events = service.published()
        assert [type(event) for event in events] == [BlockSet, BlockLifted]
        assert [event.circle_version for event in events if isinstance(event, BlockSet | BlockLifted)] == [
            2,
            3,
        ]

    def test_closes_the_participants_log_to_the_agency(
        self, service: ServiceUnderTest, participant: str
    ) -> None:
        places = (f"{participant}/disclosures", f"{participant}/log")

        def shown(agency: str) -> list[int]:
            return [service.get(place, agency=agency).status_code for place in places]

        assert shown("region-skane") == [200, 200]
        service.post(f"{participant}/blocks", BLOCK, agency="af").raise_for_status()
        assert (shown("region-skane"), shown("af")) == ([404, 404], [200, 200])

    def test_is_not_lifted_by_the_agency_that_it_closes(
        self, service: ServiceUnderTest, participant: str
    ) -> None:
        service.post(f"{participant}/blocks", BLOCK, agency="af").raise_for_status()
        answer = service.post(f"{participant}/blocks/lifting", BLOCK, agency="region-skane")
        assert (answer.status_code, answer.json()["code"]) == (403, "own_block")

    @pytest.mark.parametrize("agency", [OUTSIDER, "klippan"])
    def test_is_not_for_an_agency_that_no_consent_names(
        self, service: ServiceUnderTest, participant: str, agency: str
    ) -> None:
        unknown = service.post(f"/v1/participants/{NOBODYS}/blocks", BLOCK, agency=agency)
        known = service.post(f"{participant}/blocks", BLOCK, agency=agency)
        assert (known.status_code, unknown.status_code) == (404, 404)

    def test_holds_for_every_id_of_the_person(self, service: ServiceUnderTest, participant: str) -> None:
        other = {**GRANT, "personnummer": OTHER_NUMBER, "referralId": str(OTHER_REFERRAL)}
        service.post("/v1/consents", other, agency=CITY)
        link = {"oldNumber": NUMBER, "newNumber": OTHER_NUMBER, "standing": "new", "reason": "corrected"}
        service.post("/v1/number-replacements", {**link, **ON}, agency=KEEPER).raise_for_status()
        service.post(f"{participant}/blocks", BLOCK, agency="af")
        blocked = [event.participant_id for event in service.published() if isinstance(event, BlockSet)]
        assert len(set(blocked)) == 2


class TestANumberThatIsReplacedLater:
    """C-14: readers know the ids alone, so what holds for one id is published for the other as well."""

    def linked(self, service: ServiceUnderTest) -> list[Any]:
        """What is published of the other id at the link."""
        other = {**GRANT, "personnummer": OTHER_NUMBER, "referralId": str(OTHER_REFERRAL)}
        place = service.post("/v1/consents", other, agency=CITY).headers["location"]
        told = len(service.published())
        service.post("/v1/number-replacements", {**LINK, **ON}, agency=KEEPER).raise_for_status()
        events: list[Any] = service.published()[told:]
        assert {str(one.participant_id) for one in events} <= {
            service.get(place, agency=CITY).json()["participantId"]
        }
        return events

    def test_carries_a_block(self, service: ServiceUnderTest, participant: str) -> None:
        service.post(f"{participant}/blocks", BLOCK, agency="af").raise_for_status()
        [event] = self.linked(service)
        assert (type(event), event.agency, event.occurred_on) == (BlockSet, CARE, DAY_AFTER)

    def test_carries_a_death(self, service: ServiceUnderTest, participant: str) -> None:
        service.post(f"{participant}/death", ON, agency=CARE).raise_for_status()
        [event] = self.linked(service)
        assert (type(event), event.occurred_on) == (ParticipantDeceased, DAY_AFTER)

    def test_carries_an_emergency_access_with_its_hours(
        self, service: ServiceUnderTest, participant: str
    ) -> None:
        with service.on_business_date():
            opened = open_emergency_access(
                service.process.application, UUID(participant.rpartition("/")[2]), OUTSIDER
            )
        [event] = self.linked(service)
        assert (type(event), event.agency, event.opened_at) == (EmergencyAccessOpened, OUTSIDER, opened)
        assert event.closes_at - event.opened_at == timedelta(hours=8)

    def test_carries_nothing_when_nothing_holds(self, service: ServiceUnderTest, participant: str) -> None:
        service.post(f"{participant}/blocks", BLOCK, agency="af").raise_for_status()
        service.post(f"{participant}/blocks/lifting", BLOCK, agency="af").raise_for_status()
        assert self.linked(service) == []


class TestDeath:
    def test_is_recorded_once_by_any_agency_of_the_circle(
        self, service: ServiceUnderTest, participant: str
    ) -> None:
        for agency in (CARE, "af"):
            answer = service.post(f"{participant}/death", ON, agency=agency)
            assert (answer.status_code, answer.json()["deceasedOn"]) == (200, f"{DAY_AFTER}")
        deaths = [event for event in service.published() if isinstance(event, ParticipantDeceased)]
        assert [event.occurred_on for event in deaths] == [DAY_AFTER]

    def test_stops_the_reminders(self, service: ServiceUnderTest, participant: str) -> None:
        assert len(service.get("/v1/consents-ending-soon?on=2021-02-01").json()) == 1
        service.post(f"{participant}/death", ON, agency=CARE)
        assert service.get("/v1/consents-ending-soon?on=2021-02-01").json() == []

    def test_is_not_dated_ahead(self, service: ServiceUnderTest, participant: str) -> None:
        answer = service.post(f"{participant}/death", {"occurredOn": "2020-02-19"}, agency=CARE)
        assert answer.status_code == 422


class TestAGrantThatServesItsRecorder:
    """C-15: only the agency itself has stated that the participant has consented."""

    REFUSED: tuple[tuple[str, dict[str, str]], ...] = (
        ("blocks", {"agency": "fk"}),
        ("blocks/lifting", {"agency": "fk"}),
        ("death", {}),
        ("erasures", {}),
    )
    SHOWN = ("log", "circle", "circle/permission")

    def test_gives_it_no_say_about_the_participant(self, service: ServiceUnderTest, participant: str) -> None:
        for path, body in self.REFUSED:
            assert service.post(f"{participant}/{path}", {**ON, **body}, agency=CITY).status_code == 404
        assert [service.get(f"{participant}/{path}", agency=CITY).status_code for path in self.SHOWN] == [
            404
        ] * 3

    def test_does_once_another_agency_has_accepted_it(self, service: ServiceUnderTest) -> None:
        made = service.post("/v1/consents", GRANT, agency=CITY).headers["location"]
        participant = f"/v1/participants/{service.get(made, agency=CITY).json()['participantId']}"
        service.post(f"{made}/acknowledgement", ON, agency="af").raise_for_status()
        for path, body in self.REFUSED[:3]:
            assert service.post(f"{participant}/{path}", {**ON, **body}, agency=CITY).status_code == 200
        assert service.get(f"{participant}/log", agency=CITY).status_code == 200

    def test_lets_the_others_that_it_names_act_at_once(
        self, service: ServiceUnderTest, participant: str
    ) -> None:
        for path in self.SHOWN:
            assert service.get(f"{participant}/{path}", agency=CARE).status_code == 200
