"""I12: of a participant as a whole, only the consent service that issued them says anything that counts."""

from collections.abc import Iterator
from datetime import date
from itertools import permutations

import pytest
from libs.privacy.tests.circle_examples import (
    MAY_2,
    NARROW,
    NOON,
    ONE,
    PARTICIPANT,
    TWO,
    WIDE,
    asked,
    blocked,
    granted,
    rule,
)

from chassis.decisions.work import Work
from chassis.store.database import open_database
from samplan.bus.store.migrations import migrate
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import Agency
from samplan.contracts.consent import (
    BlockLifted,
    EmergencyAccessClosed,
    EmergencyAccessOpened,
    ParticipantDeceased,
)
from samplan.contracts.event import ContractEvent
from samplan.privacy.circle.circle import Circle
from samplan.privacy.circle.circles import MIGRATIONS, apply_to_circle, circle_of, circles_of, is_from_granter
from samplan.privacy.circle.may_know import Rule

ISSUER, ELSEWHERE = "/finsam/consent/3f9a1c20", "/klippan/consent/77aa0e21"

LIFTED = BlockLifted(
    participant_id=PARTICIPANT, agency=Agency.REGION_SKANE, circle_version=4, occurred_on=MAY_2
)
DECEASED = ParticipantDeceased(participant_id=PARTICIPANT, circle_version=5, occurred_on=MAY_2)
OPENED = EmergencyAccessOpened(
    participant_id=PARTICIPANT,
    agency=Agency.FK,
    opened_at=NOON,
    closes_at=TWO,
    circle_version=6,
    occurred_on=MAY_2,
)
CLOSED = EmergencyAccessClosed(
    participant_id=PARTICIPANT, agency=Agency.FK, circle_version=7, occurred_on=MAY_2
)

Sent = tuple[ContractEvent, str]


@pytest.fixture
def store(database_url: str) -> Iterator[Database]:
    database = open_database(database_url)
    migrate(database, MIGRATIONS, event_store=False)
    yield database
    database.close()


def circle_after(store: Database, *sent: Sent) -> Circle:
    with store.transaction() as tx:
        for event, source in sent:
            apply_to_circle(event, source, Work(tx))
        return circle_of(PARTICIPANT, Work(tx))


@pytest.mark.parametrize("forged", [LIFTED, CLOSED, OPENED, DECEASED], ids=lambda one: type(one).__name__)
def test_another_consent_service_changes_nothing(store: Database, forged: ContractEvent) -> None:
    opened = circle_after(store, (granted(), ISSUER), (blocked(), ISSUER), (OPENED, ISSUER))
    changed = circle_after(store, (forged, ELSEWHERE))

    assert changed == opened
    assert rule(changed, asked()) is Rule.BLOCKED
    assert rule(changed, asked(Agency.FK, at=ONE)) is Rule.EMERGENCY_ACCESS


def test_another_consent_service_grants_nothing_about_the_participant(store: Database) -> None:
    """Its own consent, which names the participant that it has read on the issuer's topic."""
    forged = granted(NARROW, agencies=(Agency.AF, Agency.KLIPPAN), granted_by=None)
    found = circle_after(store, (granted(), ISSUER), (forged, ELSEWHERE))

    assert [one.consent_id for one in found.consents] == [WIDE]
    with store.transaction() as tx:
        assert not is_from_granter(NARROW, ELSEWHERE, Work(tx))


def test_what_the_issuer_says_counts_in_every_order(database_url: str) -> None:
    sent = ((granted(), ISSUER), (blocked(), ISSUER), (blocked(Agency.AF), ELSEWHERE), (LIFTED, ELSEWHERE))
    found = []
    for n, order in enumerate(permutations(sent)):
        store = open_database(f"{database_url}{n}" if database_url.startswith("sqlite") else database_url)
        migrate(store, MIGRATIONS, event_store=False)
        with store.transaction() as tx:
            for table in ("circles", "circle_consents", "circle_granters", "circle_issuers"):
                tx.execute(f"DELETE FROM {table}")  # noqa: S608  # names of this test
            tx.execute("DELETE FROM circle_statements")
        found.append(circle_after(store, *order))
        store.close()

    assert {circle.blocked for circle in found} == {frozenset({Agency.REGION_SKANE})}
    assert len(set(found)) == 1


def test_a_redelivered_statement_changes_nothing(store: Database) -> None:
    before = circle_after(store, (granted(), ISSUER), (blocked(), ISSUER))
    with store.transaction() as tx:
        assert apply_to_circle(blocked(), ISSUER, Work(tx)) is None

    assert circle_after(store) == before


def test_a_list_shows_the_same_circles(store: Database) -> None:
    found = circle_after(store, (granted(), ISSUER), (blocked(), ISSUER), (LIFTED, ELSEWHERE))
    with store.transaction() as tx:
        assert circles_of([PARTICIPANT], Work(tx)) == {PARTICIPANT: found}


def test_a_store_of_an_earlier_version_keeps_its_blocks(database_url: str) -> None:
    store = open_database(database_url)
    earlier = [one for one in MIGRATIONS if one.name != "circles-4"]
    migrate(store, earlier, event_store=False)
    circle = '{"blocked": ["region-skane"], "deceased_on": "2022-05-02"}'
    with store.transaction() as tx:
        tx.execute(f"INSERT INTO circles VALUES ('{PARTICIPANT}', '{circle}')")  # noqa: S608  # of this test
        tx.execute(f"INSERT INTO circle_consents VALUES ('{WIDE}', '{PARTICIPANT}')")  # noqa: S608  # as above
        tx.execute(f"INSERT INTO circle_granters VALUES ('{WIDE}', 'finsam')")  # noqa: S608  # as above
    migrate(store, MIGRATIONS, event_store=False)

    assert circle_after(store).deceased_on == date(2022, 5, 2)
    assert circle_after(store, (LIFTED, ELSEWHERE)).blocked == {Agency.REGION_SKANE}
    assert circle_after(store, (LIFTED, ISSUER)).blocked == frozenset()
    store.close()
