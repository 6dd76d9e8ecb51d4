"""The circles: the same in every order, under no participant's id, and nothing of a consent after its end."""

from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from msgspec.structs import replace
from services.reporting.tests.examples import Person, day
from services.reporting.tests.other_outcomes import blocked, deceased, narrowed
from services.reporting.tests.stored import circles_in, everything_stored, is_named

from chassis.decisions.work import Work
from chassis.store.database import open_database
from reporting.circle.known_circles import apply_to_circles, circle_of
from reporting.schema import MIGRATIONS
from samplan.bus.store.migrations import BUS_TABLES, migrate
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import Agency, ConsentPurpose
from samplan.contracts.consent import ConsentGranted
from samplan.contracts.event import ContractEvent
from samplan.privacy.circle.circle import Circle
from samplan.privacy.circle.may_know import Asked, Rule, may_know

ANNA, AGAIN = Person(), Person(2)
CONSENTS = "/finsam/consent/77b0e1d4"


def granted(person: Person, version: int = 1) -> ContractEvent:
    """A consent of Anna."""
    event = person.consented()
    assert isinstance(event, ConsentGranted)
    return replace(event, participant_id=ANNA.participant_id, circle_version=version)


GRANT, SECOND = granted(ANNA), granted(AGAIN, 4)
NARROWED, BLOCKED = narrowed(ANNA, Agency.AF), blocked(ANNA, Agency.AF)
REVOKED = replace(ANNA.revoked(), circle_version=5)
DECEASED = deceased(ANNA)


def apply(store: Database, *events: ContractEvent) -> Circle:
    with store.transaction() as tx:
        for event in events:
            apply_to_circles(event, CONSENTS, Work(tx))
        return circle_of(ANNA.participant_id, Work(tx))


def rule(circle: Circle, agency: Agency = Agency.AF) -> Rule:
    asked = Asked(
        what="reporting.journey",
        agency=agency,
        purpose=ConsentPurpose.COORDINATION,
        owner=None,
        on=day(100),
    )
    return may_know(circle, asked).rule


@pytest.fixture(scope="module")
def empty() -> Iterator[Path]:
    """A store that was never used, to copy."""
    with TemporaryDirectory() as folder:
        database = open_database(f"sqlite:///{folder}/empty.sqlite3")
        migrate(database, (*BUS_TABLES, *MIGRATIONS), event_store=False)
        database.close()
        yield Path(folder) / "empty.sqlite3"


def in_order(events: tuple[ContractEvent, ...]) -> bool:
    """Events of one consent keep their order; only its end may come early."""
    return NARROWED not in events or events.index(GRANT) < events.index(NARROWED)


@pytest.mark.parametrize(
    ("events", "number_of_orders"),
    [((GRANT, REVOKED, BLOCKED), 6), ((GRANT, NARROWED, BLOCKED, SECOND, REVOKED), 60)],
    ids=["one consent", "two consents"],
)
def test_every_order_ends_alike(
    empty: Path, tmp_path: Path, events: tuple[ContractEvent, ...], number_of_orders: int
) -> None:
    orders = [one for one in permutations(events) if in_order(one)]
    ends = set()
    for number, order in enumerate(orders):
        copy = tmp_path / f"{number}.sqlite3"
        copy.write_bytes(empty.read_bytes())
        store = open_database(f"sqlite:///{copy}")
        apply(store, *order)
        ends.add("\n".join(circles_in(store)))
        store.close()
    assert len(orders) == number_of_orders
    assert len(ends) == 1


@pytest.mark.parametrize(
    "event", [GRANT, NARROWED, BLOCKED, REVOKED, ANNA.expired(), DECEASED], ids=lambda event: event.TYPE
)
def test_an_event_that_is_applied_again_changes_nothing(store: Database, event: ContractEvent) -> None:
    apply(store, GRANT, event)
    before = circles_in(store)
    apply(store, event)
    assert circles_in(store) == before


@pytest.mark.parametrize("events", [(GRANT,), (GRANT, BLOCKED), (GRANT, REVOKED), (REVOKED, GRANT)])
def test_no_row_names_the_participant(store: Database, events: tuple[ContractEvent, ...]) -> None:
    apply(store, *events)
    assert not is_named(store, ANNA)


def test_of_a_consent_that_has_ended_only_its_id_is_left(store: Database) -> None:
    apply(store, GRANT, NARROWED, REVOKED)
    assert everything_stored(store).count(str(ANNA.consent_id)) == 1


@pytest.mark.parametrize("end", [REVOKED, ANNA.expired()], ids=lambda end: end.TYPE)
def test_a_consent_that_has_ended_never_opens_again(store: Database, end: ContractEvent) -> None:
    assert rule(apply(store, GRANT)) is Rule.CONSENT
    for later in (end, GRANT, NARROWED):
        assert rule(apply(store, later)) is Rule.NO_CONSENT


def test_the_other_consent_goes_on(store: Database) -> None:
    assert rule(apply(store, GRANT, SECOND, REVOKED)) is Rule.CONSENT


def test_a_block_holds_when_every_consent_has_ended_and_another_is_granted(store: Database) -> None:
    circle = apply(store, GRANT, BLOCKED, REVOKED, SECOND)
    assert rule(circle) is Rule.BLOCKED
    assert rule(circle, Agency.MALMO_IFO) is Rule.CONSENT


def test_a_death_holds_when_every_consent_has_ended(store: Database) -> None:
    assert rule(apply(store, GRANT, REVOKED, DECEASED, SECOND)) is Rule.DECEASED


def test_another_consent_topic_opens_nothing(store: Database) -> None:
    """I27: it can only end."""
    apply(store, GRANT)
    with store.transaction() as tx:
        apply_to_circles(replace(GRANT, agencies=(Agency.KLIPPAN,)), "/klippan/consent/1", Work(tx))
    assert rule(apply(store), Agency.KLIPPAN) is Rule.NOT_NAMED
