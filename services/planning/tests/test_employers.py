"""P-14: employers, their orders, and the time that a team spends with them."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from services.planning.tests.examples import (
    CARE,
    CITY,
    JANUARY_31,
    KEEPER,
    MARCH_14,
    MAY_2,
    PROGRAMME,
    UNKNOWN,
)

from planning.employers.employer import EmployerRegistered, NoSuchOrder
from planning.employers.make_contact import EmployerContactMade, MakeEmployerContact
from planning.employers.orders import CloseOrder, MoreThanOrdered, OrderClosed, OrderIsClosed, OrderTaken
from planning.plan.refusals import BeforeTheStart
from samplan.contracts.codes import Agency
from samplan.contracts.codes.records import EmployerContact
from samplan.contracts.planning.records import EmployerContactMade as Published
from samplan.testing import given as specs
from samplan.testing.given import Fact, Outcome, fact
from samplan.testing.harness import ServiceUnderTest

EMPLOYER = UUID("c1f0a7e2-5b3d-4c6e-8f90-2a1b3c4d5e6f")
ORDER = UUID("d2a1b8f3-6c4e-4d7f-9a01-3b2c4d5e6f70")
REGISTERED = fact(EmployerRegistered, programme=PROGRAMME, agency=CITY, sealed="s", occurred_on=MARCH_14)
TAKEN = fact(OrderTaken, order_id=ORDER, places=2, is_hidden=True, sealed="s", occurred_on=MARCH_14)
CLOSED = fact(OrderClosed, order_id=ORDER, filled=1, occurred_on=MAY_2)
NAME, PERSON, WORDS = "Bageriet på hörnet", "Mia Ek", "Två bagare till natten"
FORM: dict[str, Any] = {
    "programme": PROGRAMME,
    "name": NAME,
    "contactPerson": PERSON,
    "occurredOn": "2022-03-14",
}


def closed(*facts: Fact, filled: int = 1, order_id: UUID = ORDER, on: date = MAY_2) -> Outcome:
    close = CloseOrder(employer_id=EMPLOYER, by=CITY, order_id=order_id, filled=filled, occurred_on=on)
    return specs.given(REGISTERED, *facts).when(lambda one: close.decide(one, None))


class TestAnOrder:
    def test_is_closed_once_with_the_places_that_were_filled(self) -> None:
        closed(TAKEN).then(CLOSED)
        closed(TAKEN, CLOSED).then_refused(OrderIsClosed)
        closed(TAKEN, filled=3).then_refused(MoreThanOrdered)
        closed(TAKEN, order_id=UNKNOWN).then_refused(NoSuchOrder)
        closed(TAKEN, on=JANUARY_31).then_refused(BeforeTheStart)


def test_a_contact_tells_its_kind_and_minutes() -> None:
    kind = EmployerContact.RECRUITMENT_MEETING
    contact = MakeEmployerContact(employer_id=EMPLOYER, by=CITY, kind=kind, minutes=90, occurred_on=MAY_2)
    made = fact(EmployerContactMade, programme=PROGRAMME, agency=CITY, kind=kind, minutes=90)
    specs.given(REGISTERED).when(lambda one: contact.decide(one, None)).then(made)


@pytest.fixture
def place(service: ServiceUnderTest) -> str:
    """An employer of the city."""
    where: str = service.post("/v1/employers", FORM, agency=CITY).headers["Location"]
    return where


def contact(service: ServiceUnderTest, place: str, minutes: int, agency: Agency = CITY) -> Any:
    body = {"kind": "hidden_job", "minutes": minutes, "words": WORDS, "occurredOn": "2022-03-21"}
    return service.post(f"{place}/contacts", body, agency=agency)


class TestOverHttp:
    def test_who_it_is_stays_with_its_agency_and_the_keeper(
        self, service: ServiceUnderTest, place: str
    ) -> None:
        order = {"places": 2, "isHidden": True, "words": WORDS, "occurredOn": "2022-03-21"}
        service.post(f"{place}/orders", order, agency=CITY).raise_for_status()
        contact(service, place, 90).raise_for_status()
        for agency in (CITY, KEEPER):
            seen = service.get(place, agency=agency).json()
            assert (seen["name"], seen["contactPerson"], seen["contacts"]) == (NAME, PERSON, 1)
            assert seen["orders"][0]["words"] == WORDS
        assert service.get(place, agency=CARE).status_code == 404
        [line] = service.get("/v1/employers", agency=CITY).json()
        assert (line["name"], line["openOrders"], line["lastContactOn"]) == (NAME, 1, "2022-03-21")
        assert service.get("/v1/employers", agency=CARE).json() == []
        assert contact(service, place, 90, KEEPER).json()["code"] == "not_the_owner"

    def test_nothing_but_kind_agency_and_minutes_leaves(self, service: ServiceUnderTest, place: str) -> None:
        contact(service, place, 90).raise_for_status()
        [told] = service.published()
        assert isinstance(told, Published)
        assert (told.kind, told.agency, told.minutes) == (EmployerContact.HIDDEN_JOB, CITY, 90)
        facts = b"".join(one.state for one in service.database.notifications(0, 999)).decode()
        answers = "".join(row["body"] for row in service.database.query("SELECT body FROM idempotency"))
        assert not [one for one in (NAME, PERSON, WORDS) if one in facts + answers]

    def test_time_with_employers_is_shown_against_the_programmes_target(
        self, service: ServiceUnderTest, place: str
    ) -> None:
        for minutes in (300, 240):
            contact(service, place, minutes).raise_for_status()
        assert [one["percent"] for one in service.get("/v1/employer-time", agency=CITY).json()] == [None]
        stated = {"programme": PROGRAMME, "month": "2022-03-14", "hours": 40, "occurredOn": "2022-04-04"}
        for hours in (30, 40):  # the last statement counts
            service.post("/v1/team-time", {**stated, "hours": hours}, agency=CITY).raise_for_status()
        [line] = service.get(f"/v1/employer-time?programme={PROGRAMME}", agency=CITY).json()
        assert (line["month"], line["minutes"], line["hours"]) == ("2022-03-01", 540, 40)
        assert (line["percent"], line["targetPercent"], line["isBelowTarget"]) == (22.5, 25, True)
        assert service.get("/v1/employer-time", agency=CARE).json() == []
        assert len(service.get("/v1/employer-time", agency=KEEPER).json()) == 1

    def test_who_it_is_can_be_removed_and_the_time_still_counts(
        self, service: ServiceUnderTest, place: str
    ) -> None:
        contact(service, place, 90).raise_for_status()
        for _ in range(2):
            body = {"occurredOn": "2022-04-04"}
            service.post(f"{place}/removal", body, agency=CITY).raise_for_status()
        seen = service.get(place, agency=CITY)
        assert (seen.json()["name"], seen.json()["contactPerson"], seen.headers["ETag"]) == (
            None,
            None,
            '"3"',
        )
        assert contact(service, place, 90).json()["code"] == "employer_is_removed"
        assert service.get("/v1/employers", agency=CITY).json() == []
        assert [one["minutes"] for one in service.get("/v1/employer-time", agency=CITY).json()] == [90]

    @pytest.mark.parametrize("wrong", [{"programme": "elsewhere"}, {"name": " "}])
    def test_an_employer_of_no_programme_or_name_is_refused(
        self, service: ServiceUnderTest, wrong: dict[str, Any]
    ) -> None:
        assert service.post("/v1/employers", {**FORM, **wrong}, agency=CITY).status_code in (409, 422)
