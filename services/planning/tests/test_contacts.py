"""P-01: whom to turn to at the coordinating agency, by function and address, with cover for absence."""

from datetime import date
from typing import Any

import pytest
from services.planning.tests.examples import (
    CARE,
    CITY,
    CITY_ASKS,
    KEEPER,
    KEEPER_ASKS,
    MARCH_14,
    MAY_2,
    PLAN,
    PLAN_OPENED,
    REVOKED,
    TODAY,
    appointed,
    given,
)
from services.planning.tests.test_leading import send

from planning.coordination.cover_absence import CoverAbsence
from planning.coordination.state_contact import CoordinatorContactStated, StateContact
from planning.dates.period import EndsBeforeItStarts
from planning.office.functional_address import NotAFunction
from planning.office.leading import NotTheCoordinator
from planning.plan.coordinator import Contact, Coordination, Cover
from samplan.contracts.planning import plans as published
from samplan.testing.given import fact
from samplan.testing.harness import ServiceUnderTest

JUNE_1, JUNE_30, JULY_1 = date(2022, 6, 1), date(2022, 6, 30), date(2022, 7, 1)
CALL = {"function": "Samordnare, team 4", "address": "samordning-4@malmo.example"}
STAND_IN = {"function": "Samordnare, team 5", "address": "040-34 10 00"}
PATH = f"/v1/plans/{PLAN}"


class TestTheContact:
    def test_is_stated_by_the_coordinating_agency_alone(self) -> None:
        coordinated = given(*PLAN_OPENED, appointed(CITY))
        coordinated.when(StateContact(**CITY_ASKS, **CALL, occurred_on=MARCH_14), "sealed").then(
            fact(CoordinatorContactStated, agency=CITY, sealed="sealed", occurred_on=MARCH_14)
        )
        coordinated.when(StateContact(**KEEPER_ASKS, **CALL, occurred_on=MARCH_14), "sealed").then_refused(
            NotTheCoordinator
        )

    def test_is_at_no_person_s_mailbox(self) -> None:
        """Nor is the stand-in: the same address is refused in a team."""
        coordinated = given(*PLAN_OPENED, appointed(CITY))
        for address in ("anna.svensson@malmo.example", "Anna Svensson, anna@malmo.example"):
            asked: dict[str, Any] = {**CITY_ASKS, "function": "Samordnare", "address": address}
            asked["occurred_on"] = MARCH_14
            covering = CoverAbsence(**asked, starts_on=JUNE_1, until=JUNE_30)
            coordinated.when(StateContact(**asked), "sealed").then_refused(NotAFunction)
            coordinated.when(covering, "sealed").then_refused(NotAFunction)

    def test_is_the_latest_of_that_agency(self) -> None:
        city, care = Contact(agency=CITY, sealed="a"), Contact(agency=CARE, sealed="b")
        newer = Contact(agency=CITY, sealed="c")
        known = Coordination().with_contact(newer, MAY_2).with_contact(city, MARCH_14)
        known = known.with_contact(care, MARCH_14)
        assert [known.contact_of(agency) for agency in (CITY, CARE, KEEPER)] == [newer, care, None]


class TestACover:
    def test_holds_from_its_first_day_through_its_last(self) -> None:
        cover = Cover(agency=CITY, sealed="a", starts_on=JUNE_1, until=JUNE_30)
        known = Coordination().with_cover(cover)
        held = [known.cover_on(CITY, on) for on in (date(2022, 5, 31), JUNE_1, JUNE_30, JULY_1)]
        assert held == [None, cover, cover, None]
        assert known.cover_on(CARE, JUNE_1) is None

    def test_does_not_end_before_it_starts(self) -> None:
        covering = CoverAbsence(**CITY_ASKS, **CALL, starts_on=JUNE_30, until=JUNE_1, occurred_on=MAY_2)
        given(*PLAN_OPENED, appointed(CITY)).when(covering, "sealed").then_refused(EndsBeforeItStarts)


@pytest.fixture
def stated(coordinated: ServiceUnderTest) -> ServiceUnderTest:
    """The contact, and a cover over the business date."""
    on = {"occurredOn": "2022-03-14"}
    send(coordinated, "coordinator/contact", {**CALL, **on}, CITY).raise_for_status()
    cover = {**STAND_IN, **on, "startsOn": "2022-11-28", "until": "2022-12-09"}
    send(coordinated, "coordinator/covers", cover, CITY).raise_for_status()
    return coordinated


def contacts(service: ServiceUnderTest, agency: str = KEEPER) -> Any:
    return service.get(f"{PATH}/coordinator", agency=agency).json()


class TestOverHttp:
    def test_every_agency_of_the_plan_finds_whom_to_turn_to(self, stated: ServiceUnderTest) -> None:
        wanted = {"agency": CITY, "contact": CALL, "cover": STAND_IN, "coverUntil": "2022-12-09"}
        assert [contacts(stated, agency) for agency in (KEEPER, CITY, CARE)] == [wanted] * 3

    def test_the_cover_ends_by_itself(self, stated: ServiceUnderTest) -> None:
        stated.today(date(2022, 12, 10))
        assert (contacts(stated)["cover"], contacts(stated)["contact"]) == (None, CALL)

    def test_a_new_coordinator_has_a_contact_of_its_own(self, stated: ServiceUnderTest) -> None:
        handed_over = {"agency": CARE, "occurredOn": TODAY.isoformat()}
        send(stated, "coordinator", handed_over, CITY).raise_for_status()
        assert contacts(stated) == {"agency": CARE, "contact": None, "cover": None, "coverUntil": None}

    def test_after_a_revocation_the_agency_sees_its_own_alone(self, stated: ServiceUnderTest) -> None:
        stated.receive(REVOKED)
        assert contacts(stated, CITY)["contact"] == CALL
        assert stated.get(f"{PATH}/coordinator", agency=CARE).status_code == 404

    def test_nothing_of_it_is_published_or_stored_in_the_open(self, coordinated: ServiceUnderTest) -> None:
        body = {**CALL, "occurredOn": "2022-03-14"}
        send(coordinated, "coordinator/contact", body, CITY).raise_for_status()
        kinds = [type(event) for event in coordinated.published()]
        assert kinds == [published.PlanOpened, published.CoordinatorAppointed, published.DisclosureMade]
        stored = coordinated.database.notifications(0, 999)
        assert not [one for one in stored if b"samordning-4" in one.state]
