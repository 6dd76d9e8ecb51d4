"""K8, C-11: lists, searches and answers to commands that show others' records are in the log, once a day."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from services.planning.tests.examples import (
    CARE,
    CITY,
    ENROLLED,
    GRANTED,
    KEEPER,
    OUTSIDER,
    PARTICIPANT,
    PLAN,
    REFERRAL,
    REVOKED,
    TODAY,
    UNKNOWN,
)
from services.planning.tests.test_disclosures import first_break, made

from samplan.testing.harness import ServiceUnderTest

pytestmark = pytest.mark.slow

PATH = f"/v1/plans/{PLAN}"
LISTS = (
    f"/v1/plans?referralId={REFERRAL}",
    f"/v1/plans?participantId={PARTICIPANT}",
    "/v1/overdue-plans",
    "/v1/plans-without-activity",
)
TOMORROW = TODAY + timedelta(days=1)
TRACK = {"track": "work", "occurredOn": "2022-03-21"}


def choose_track(service: ServiceUnderTest, agency: str, **sent: Any) -> Any:
    return service.post(f"{PATH}/track", TRACK, agency=agency, **{"if_match": 2, **sent})


@pytest.mark.parametrize("path", LISTS)
class TestAList:
    def test_is_logged_once_a_day_for_each_reader(self, opened: ServiceUnderTest, path: str) -> None:
        for agency in (CITY, CITY, CARE):
            assert len(opened.get(path, agency=agency).json()) == 1
        assert [(one.participant_id, one.agency) for one in made(opened)] == [
            (PARTICIPANT, CITY),
            (PARTICIPANT, CARE),
        ]
        opened.today(TOMORROW)
        opened.get(path, agency=CITY)
        assert [(one.agency, one.occurred_on) for one in made(opened)][2:] == [(CITY, TOMORROW)]
        assert first_break(opened) is None

    def test_is_nothing_new_on_the_day_of_a_reading(self, opened: ServiceUnderTest, path: str) -> None:
        opened.get(PATH, agency=CITY)
        opened.get(path, agency=CITY)
        assert len(made(opened)) == 1
        opened.get(PATH, agency=CITY)
        assert len(made(opened)) == 2

    def test_discloses_nothing_to_the_keeper_nor_to_strangers(
        self, opened: ServiceUnderTest, path: str
    ) -> None:
        assert len(opened.get(path, agency=KEEPER).json()) == 1
        assert opened.get(path, agency=OUTSIDER).json() == []
        opened.receive(REVOKED)
        assert opened.get(path, agency=CITY).json() == []
        assert made(opened) == []

    def test_shows_nothing_that_cannot_be_logged(self, opened: ServiceUnderTest, path: str) -> None:
        with opened.database.transaction() as tx:
            tx.execute("DROP TABLE disclosure_entries")
        answer = opened.get(path, agency=CITY)
        assert answer.status_code >= 500
        assert str(PLAN) not in answer.text


def test_a_page_discloses_what_it_shows(opened: ServiceUnderTest) -> None:
    opened.receive(
        msgspec.structs.replace(GRANTED, consent_id=UNKNOWN, participant_id=UNKNOWN),
        msgspec.structs.replace(
            ENROLLED, consent_id=UNKNOWN, referral_id=UNKNOWN, participant_id=UNKNOWN, occurred_on=TODAY
        ),
    )
    opened.get("/v1/plans-without-activity?limit=1", agency=CITY)
    assert [one.participant_id for one in made(opened)] == [PARTICIPANT]
    opened.get("/v1/plans-without-activity", agency=CITY)
    assert [one.participant_id for one in made(opened)] == [PARTICIPANT, UNKNOWN]


class TestOwnItems:
    def test_are_no_disclosure(self, coordinated: ServiceUnderTest) -> None:
        coordinated.receive(REVOKED)
        for path in ("/v1/my-plans", "/v1/my-activities", "/v1/plans-entered-in-error", PATH):
            assert coordinated.get(path, agency=CITY).status_code == 200
        assert made(coordinated) == []

    def test_are_one_where_others_are_counted_with_them(self, coordinated: ServiceUnderTest) -> None:
        (mine,) = coordinated.get("/v1/my-plans", agency=CITY).json()
        assert mine["activities"] == 0
        assert [one.agency for one in made(coordinated)] == [CITY]


class TestAnAnswerToACommand:
    def test_is_logged_once_a_day_with_the_callers_role(self, coordinated: ServiceUnderTest) -> None:
        token = {"Authorization": f"Bearer {coordinated.token(CITY, person='astrid', role='coordinator')}"}
        choose_track(coordinated, CITY, headers=token).raise_for_status()
        choose_track(coordinated, CITY, headers=token, if_match=3).raise_for_status()
        [told] = made(coordinated)
        assert (told.agency, told.role, told.what, told.rule) == (
            CITY,
            "coordinator",
            "planning.plan",
            "consent",
        )

    def test_to_the_keeper_is_none(self, coordinated: ServiceUnderTest) -> None:
        choose_track(coordinated, KEEPER).raise_for_status()
        assert made(coordinated) == []

    def test_that_is_refused_is_none(self, coordinated: ServiceUnderTest) -> None:
        assert choose_track(coordinated, CITY, if_match=7).status_code == 412
        assert made(coordinated) == []

    def test_given_again_on_another_day_is_logged_again(self, coordinated: ServiceUnderTest) -> None:
        choose_track(coordinated, CITY, key="k").raise_for_status()
        for day in (TODAY, TOMORROW):
            coordinated.today(day)
            again = choose_track(coordinated, CITY, key="k")
            assert again.headers["Idempotency-Replayed"] == "true"
        assert [one.occurred_on for one in made(coordinated)] == [TODAY, TOMORROW]

    def test_is_not_recorded_when_it_cannot_be_logged(self, coordinated: ServiceUnderTest) -> None:
        with coordinated.database.transaction() as tx:
            tx.execute("DROP TABLE disclosure_entries")
        assert choose_track(coordinated, CITY).status_code >= 500
        assert coordinated.get(PATH, agency=KEEPER).headers["ETag"] == '"2"'
