"""A version that keeps no circles may have stored facts: journeys wait until the circles hold them all."""

import pytest
from services.reporting.tests.examples import Person
from services.reporting.tests.other_outcomes import blocked, deceased
from services.reporting.tests.stored import OF_CIRCLES, circles_in, is_named
from services.reporting.tests.test_closed_subjects import journey

from reporting.circle.catching_up import catch_up
from samplan.bus.store.damage import count_damaged
from samplan.contracts.codes import Agency
from samplan.testing.harness import ServiceUnderTest

ANNA, BEA = Person(), Person(2)


def forget_circles(service: ServiceUnderTest, position: int = 0) -> None:
    """As the other version leaves the store: it has stored the facts after this position."""
    with service.database.transaction() as tx:
        for table in OF_CIRCLES:
            tx.execute(f"DELETE FROM {table}")  # noqa: S608  # our own names
        tx.execute("UPDATE circles_head SET position = :position", {"position": position})


@pytest.fixture
def upgraded(service: ServiceUnderTest) -> ServiceUnderTest:
    service.receive(*ANNA.whole_journey())
    service.receive(*BEA.whole_journey(), BEA.revoked())
    forget_circles(service)
    return service


def test_no_journey_is_shown_before(upgraded: ServiceUnderTest) -> None:
    answer = journey(upgraded, ANNA)
    assert (answer.status_code, answer.json()["code"]) == (503, "catching_up")


def test_journeys_are_shown_afterwards(upgraded: ServiceUnderTest) -> None:
    catch_up(upgraded.database)
    assert journey(upgraded, ANNA).status_code == 200
    assert journey(upgraded, BEA).status_code == 404
    assert not is_named(upgraded.database, BEA)


def test_gives_the_circles_that_this_version_had_kept(service: ServiceUnderTest) -> None:
    service.receive(*ANNA.whole_journey(), *BEA.whole_journey(), blocked(ANNA, Agency.AF), deceased(BEA))
    kept = circles_in(service.database)
    forget_circles(service)
    catch_up(service.database)
    catch_up(service.database)
    assert circles_in(service.database) == kept
    assert [journey(service, one).status_code for one in (ANNA, BEA)] == [404, 404]


def test_a_new_event_does_not_hide_that_earlier_ones_are_missing(upgraded: ServiceUnderTest) -> None:
    with upgraded.database.transaction() as tx:
        tx.execute("UPDATE facts SET data = 'damaged' WHERE position = 1")
    upgraded.receive(Person(3).referred())
    assert journey(upgraded, ANNA).status_code == 503
    assert count_damaged(upgraded.database) == 1
