"""P-20: the placements and group sessions on the participant's page, as its reader may know of them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from services.planning.tests.examples import CONSENT, PARTICIPANT, PLAN
from services.planning.tests.group_examples import CONSENTED, FORM, KLIPPAN, MONDAY, TAKEN_IN
from services.planning.tests.test_participant_page import HTML, PATH
from services.planning.tests.test_placements_over_http import BODY as OFFER

from planning.service import SERVICE
from samplan.contracts.consent import ConsentRevoked
from samplan.testing.harness import ServiceUnderTest

PLANNED = {
    "workshop": "my_dreams",
    "plannedOn": "2019-03-12",
    "startsAt": "13:00",
    "planIds": [str(PLAN)],
    "occurredOn": "2019-03-04",
}


@pytest.fixture
def in_klippan(tmp_path: Path) -> Iterator[ServiceUnderTest]:
    """In Första Steget, on a Monday of March 2019, with a group of Klippan that has met since January."""
    today = date(2019, 3, 4)
    with ServiceUnderTest(SERVICE, tmp_path, today=today) as service:
        service.receive(CONSENTED, TAKEN_IN)
        where = service.post("/v1/groups", FORM, agency=KLIPPAN).headers["Location"]
        body = {"planId": str(PLAN), "occurredOn": str(MONDAY)}
        service.post(f"{where}/members", body, agency=KLIPPAN).raise_for_status()
        yield service


class TestWhatTheAgenciesArrange:
    def test_shows_the_placements_taken_on_without_the_employer(self, in_klippan: ServiceUnderTest) -> None:
        offered = [
            in_klippan.post("/v1/placements", OFFER | {"period": one}, agency=KLIPPAN).headers["Location"]
            for one in (1, 2)
        ]
        assert in_klippan.get(PATH).json()["placements"] == []
        step = {"occurredOn": "2019-03-04"}
        in_klippan.post(f"{offered[0]}/acceptance", step, agency=KLIPPAN, if_match=1).raise_for_status()
        placement = {
            "period": 1,
            "purpose": "try_occupation",
            "withAgency": "klippan",
            "hasStarted": False,
            "beginsOn": "2019-03-11",
            "plannedTo": "2019-03-22",
        }
        assert in_klippan.get(PATH).json()["placements"] == [placement]
        page = in_klippan.get(PATH, headers=HTML).text
        assert "Praktik, period 1: Prova ett yrke" in page
        assert "från den 11 mars 2019 till den 22 mars 2019" in page
        assert str(OFFER["employer"]) not in page
        in_klippan.post(f"{offered[0]}/start", step, agency=KLIPPAN, if_match=2).raise_for_status()
        started = placement | {"hasStarted": True, "beginsOn": "2019-03-04"}
        assert in_klippan.get(PATH).json()["placements"] == [started]

    def test_shows_the_sessions_to_come_of_the_groups_that_the_participant_is_in(
        self, in_klippan: ServiceUnderTest
    ) -> None:
        [group] = in_klippan.get("/v1/groups", agency=KLIPPAN).json()
        sessions = in_klippan.get(f"/v1/groups/{group['groupId']}/sessions", agency=KLIPPAN).json()
        days = [one["day"] for one in sessions if one["day"] >= "2019-03-04"]
        shown = in_klippan.get(PATH).json()["sessions"]
        assert [one["on"] for one in shown] == days
        assert shown[0] == {"withAgency": "klippan", "on": days[0], "startsAt": "09:00", "endsAt": "12:00"}
        assert "4 mars 2019" in in_klippan.get(PATH, headers=HTML).text.split("Gruppträffar")[1]
        cancelled = next(one["sessionId"] for one in sessions if one["day"] == days[0])
        path, body = f"/v1/sessions/{cancelled}/cancellation", {"reason": "premises", "occurredOn": days[0]}
        in_klippan.post(path, body, agency=KLIPPAN).raise_for_status()
        assert [one["on"] for one in in_klippan.get(PATH).json()["sessions"]] == days[1:]
        leaving = {"planId": str(PLAN), "reason": "started_work", "occurredOn": "2019-03-04"}
        path = f"/v1/groups/{group['groupId']}/leavings"
        in_klippan.post(path, leaving, agency=KLIPPAN).raise_for_status()
        assert in_klippan.get(PATH).json()["sessions"] == []

    def test_shows_the_workshops_that_the_participant_is_invited_to(
        self, in_klippan: ServiceUnderTest
    ) -> None:
        first, second = (
            in_klippan.post("/v1/planned-workshops", PLANNED | one, agency=KLIPPAN).headers["Location"]
            for one in ({}, {"workshop": "health", "plannedOn": "2019-03-11"})
        )
        shown = in_klippan.get(PATH).json()["workshops"]
        assert [one["workshop"] for one in shown] == ["health", "my_dreams"]
        dreams = {"workshop": "my_dreams", "on": "2019-03-12", "startsAt": "13:00", "withAgency": "klippan"}
        assert shown[1] == dreams
        page = in_klippan.get(f"{PATH}?language=so", headers=HTML).text
        assert ("Riyooyinkayga" in page, "Mina drömmar" in page) == (True, True)
        invited = {"planId": str(PLAN), "occurredOn": "2019-03-04"}
        in_klippan.post(f"{second}/invitations", invited, agency=KLIPPAN).raise_for_status()
        assert in_klippan.get(PATH).json()["workshops"] == shown
        day = {"occurredOn": "2019-03-04"}
        in_klippan.post(f"{first}/cancellation", day, agency=KLIPPAN, if_match=2).raise_for_status()
        held = day | {"planIds": [str(PLAN)]}
        answer = in_klippan.post(f"{second}/holding", held, agency=KLIPPAN, if_match=2)
        assert (answer.json()["status"], answer.json()["planIds"]) == ("held", [str(PLAN)])
        assert in_klippan.get(PATH).json()["workshops"] == []

    def test_shows_nothing_of_an_agency_that_the_reader_may_not_know_of(
        self, in_klippan: ServiceUnderTest
    ) -> None:
        where = in_klippan.post("/v1/placements", OFFER, agency=KLIPPAN).headers["Location"]
        step = {"occurredOn": "2019-03-04"}
        in_klippan.post(f"{where}/acceptance", step, agency=KLIPPAN, if_match=1).raise_for_status()
        in_klippan.post("/v1/planned-workshops", PLANNED, agency=KLIPPAN).raise_for_status()
        assert in_klippan.get(PATH).json()["workshops"]
        in_klippan.receive(
            ConsentRevoked(
                consent_id=CONSENT, participant_id=PARTICIPANT, circle_version=2, occurred_on=date(2019, 3, 4)
            )
        )
        page = in_klippan.get(PATH).json()
        assert (page["placements"], page["sessions"], page["workshops"]) == ([], [], [])
