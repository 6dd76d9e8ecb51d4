"""C-14, R-14 in running services: five processes, a store and keys for each, connected by a broker."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import msgspec
import pytest
from tests.journeys.desk import Desk, Grounds, separate_desk
from tests.journeys.journey import Journey
from tests.journeys.stores import rows_of

from samplan.testing.waiting import wait_until
from simulator.driving.parts import AF_REFERRAL, PARTS, REFERRAL

pytestmark = pytest.mark.slow

ONE_AFTER_THE_OTHER, AT_ONCE, TO_BE_REVOKED = "19850615-9824", "19850615-9840", "19850615-9865"
Pair = tuple[Journey, Journey]


@pytest.fixture(autouse=True)
def whole_again() -> None:
    """Overrides the shared fixture: these tests do not use its house."""


@pytest.fixture(scope="module")
def house_of_five(grounds: Grounds, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with separate_desk(grounds, tmp_path_factory.mktemp("five"), PARTS) as desk:
        yield desk


def ways_of(desk: Desk, personnummer: str) -> Pair:
    """The participant's journeys at the city's service and at the state's."""
    return Journey(desk, personnummer), Journey(desk, personnummer, office="af", received_by=AF_REFERRAL.name)


@pytest.fixture(scope="module")
def one_after_the_other(house_of_five: Desk) -> Pair:
    first, second = ways_of(house_of_five, ONE_AFTER_THE_OTHER)
    first.to_enrolment()
    second.meet().be_covered(first.consent_id).be_enrolled()
    return settled(first, second)


@pytest.fixture(scope="module")
def at_once(house_of_five: Desk) -> Pair:
    """Both offices meet, ask for consent and enrol at the same moment."""
    pair = ways_of(house_of_five, AT_ONCE)
    for step in (Journey.meet, Journey.consent, Journey.be_enrolled):
        both(step, pair)
    return settled(*pair)


def both(step: Callable[[Journey], object], pair: Pair) -> None:
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(step, pair))


def settled(*pair: Journey) -> Pair:
    """Wait until planning and reporting have received the events of both."""
    first, second = pair
    wait_until(lambda: all(map(plans_of, pair)), lambda: [*map(plans_of, pair)])
    first.desk.house.settle()
    return first, second


def plans_of(journey: Journey) -> list[str]:
    """The plans that the office finds by its own referral."""
    found = journey.desk.get(journey.office, "planning", f"/v1/plans?referralId={journey.referral_id}")
    return [plan["planId"] for plan in found.json()]


@pytest.fixture(params=["one after the other", "at once"])
def pair(request: pytest.FixtureRequest, one_after_the_other: Pair, at_once: Pair) -> Pair:
    return at_once if request.param == "at once" else one_after_the_other


class TestReferredByBoth:
    def test_is_one_participant_with_one_plan(self, pair: Pair) -> None:
        first, second = pair
        assert first.participant_id == second.participant_id
        assert plans_of(first) == plans_of(second)
        assert len(plans_of(first)) == 1

    def test_is_one_journey(self, pair: Pair) -> None:
        (journey,) = pair[0].journeys()
        assert journey["referralId"] in {one.referral_id for one in pair}

    def test_leaves_no_trace_of_one_referral_at_the_other_service(self, pair: Pair) -> None:
        """R-14."""
        house = pair[0].desk.house
        for keeping, other in (pair, pair[::-1]):
            stored = "\n".join(rows_of(house.database(keeping.received_by)))
            assert keeping.referral_id in stored
            assert other.referral_id not in stored

    def test_is_unknown_at_the_other_service(self, pair: Pair) -> None:
        """R-14."""
        for asking, other in (pair, pair[::-1]):
            path = f"/v1/referrals/{other.referral_id}"
            assert asking.desk.get(asking.office, asking.received_by, path).status_code == 404

    def test_is_counted_once(self, one_after_the_other: Pair, at_once: Pair) -> None:
        desk = one_after_the_other[0].desk
        assert at_once[0].participant_id != one_after_the_other[0].participant_id
        (row,) = desk.house.database("planning").query("SELECT count(*) AS plans FROM plans")
        (led,) = desk.house.database("planning").query("SELECT count(*) AS enrolments FROM enrolments")
        assert led["enrolments"] == 2 * row["plans"]
        participants = "/v1/internal/programmes/malmokraften/participants"
        people = desk.get("finsam", "reporting", participants).json()["people"]["total"]
        assert people == row["plans"]

    def test_is_withdrawn_from_both_at_once(self, house_of_five: Desk) -> None:
        """C-03."""
        first, second = ways_of(house_of_five, TO_BE_REVOKED)
        first.to_enrolment()
        second.meet().be_covered(first.consent_id).be_enrolled()
        settled(first, second)
        first.revoke("2021-09-01")
        for name in (REFERRAL.name, AF_REFERRAL.name):
            wait_until(partial(has_received_the_end, first, name), partial(str, name))


def has_received_the_end(journey: Journey, service: str) -> bool:
    rows = journey.desk.house.database(service).query(
        "SELECT circle FROM circles WHERE participant_id = :id", {"id": str(journey.participant_id)}
    )
    return [msgspec.json.decode(row["circle"])["consents"][0]["ended_on"] for row in rows] == ["2021-09-01"]
