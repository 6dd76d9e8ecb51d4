"""A service's own view of the circles, on both kinds of store."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from libs.privacy.tests.circle_examples import (
    EVERYBODY,
    MAY_2,
    MAY_3,
    NARROW,
    PARTICIPANT,
    WIDE,
    YEAR_END,
    blocked,
    circle,
    granted,
    revoked,
)
from msgspec.structs import replace

from chassis.decisions.work import Work
from chassis.store.database import open_database
from samplan.bus.store.migrations import BUS_TABLES, migrate
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import Agency
from samplan.contracts.consent import (
    AgencyLeft,
    ConsentNarrowed,
    ConsentRenewed,
    GrantAcknowledged,
    party_id_of,
)
from samplan.contracts.event import ContractEvent
from samplan.privacy.circle.circle import Circle, Departure
from samplan.privacy.circle.circles import (
    MIGRATIONS,
    apply_to_circle,
    circle_of,
    forget_consent,
    is_from_granter,
    note_mark,
    participant_of,
)
from samplan.privacy.circle.reading_again import read_again_what_was_missed

CONSENTS, ELSEWHERE = "/finsam/consent/3f9a1c20", "/klippan/consent/77aa0e21"
_OF: Any = {"consent_id": WIDE, "participant_id": PARTICIPANT, "circle_version": 9, "occurred_on": MAY_2}


@pytest.fixture
def store(database_url: str) -> Iterator[Database]:
    database = open_database(database_url)
    migrate(database, MIGRATIONS, event_store=False)
    yield database
    database.close()


@contextmanager
def tables(store: Database) -> Iterator[Work]:
    with store.transaction() as tx:
        yield Work(tx)


def applied(store: Database, *events: ContractEvent) -> Circle:
    with tables(store) as work:
        for event in events:
            apply_to_circle(event, CONSENTS, work)
        return circle_of(PARTICIPANT, work)


def test_keeps_what_the_events_say(store: Database) -> None:
    events = (granted(), blocked(), revoked(version=4))

    assert applied(store, *events) == circle(*events)
    with tables(store) as work:
        assert participant_of(WIDE, work) == PARTICIPANT


def test_a_redelivered_event_changes_nothing(store: Database) -> None:
    before = applied(store, granted(), blocked())
    with tables(store) as work:
        assert apply_to_circle(blocked(), CONSENTS, work) is None

    assert applied(store) == before


class TestAnotherConsentTopicThanTheGranters:
    """I27."""

    @pytest.mark.parametrize(
        "forged",
        [
            granted(agencies=(*EVERYBODY, Agency.KLIPPAN)),
            ConsentRenewed(**_OF, valid_until=date(2030, 1, 1)),
            GrantAcknowledged(**_OF, owner=Agency.AF),
            ConsentNarrowed(**_OF, agencies=(Agency.KLIPPAN, Agency.AF)),
        ],
        ids=lambda forged: type(forged).__name__,
    )
    def test_opens_nothing(self, store: Database, forged: ContractEvent) -> None:
        genuine = applied(store, granted())
        with tables(store) as work:
            apply_to_circle(forged, ELSEWHERE, work)
        before, after = genuine.consent(WIDE).terms, applied(store).consent(WIDE).terms
        assert before is not None
        assert after is not None
        assert after.agencies <= before.agencies
        assert (after.valid_until, applied(store).consent(WIDE).acknowledged) == (YEAR_END, frozenset())

    def test_closes(self, store: Database) -> None:
        applied(store, granted())
        with tables(store) as work:
            assert apply_to_circle(revoked(), ELSEWHERE, work) == PARTICIPANT
        assert applied(store).consent(WIDE).ended_on == MAY_2

    def test_moves_no_consent_to_another_participant(self, store: Database) -> None:
        with tables(store) as work:
            apply_to_circle(replace(revoked(), participant_id=UUID(int=99)), ELSEWHERE, work)
        assert applied(store, granted(), revoked()).consent(WIDE).ended_on == MAY_2

    def test_is_another_one_whatever_the_epoch_of_the_store(self, store: Database) -> None:
        applied(store, granted())
        with tables(store) as work:
            assert is_from_granter(WIDE, "/finsam/consent/another", work)
            assert not is_from_granter(WIDE, ELSEWHERE, work)


class TestWhatClosesAConsentBeforeItsGrant:
    """I24: whichever participant it states, and whichever service sent it."""

    ELSE = UUID(int=99)

    @pytest.mark.parametrize("source", [CONSENTS, ELSEWHERE])
    def test_ends_it_and_nothing_of_the_participant_that_it_states(
        self, store: Database, source: str
    ) -> None:
        theirs = granted(NARROW, participant_id=self.ELSE)
        with tables(store) as work:
            apply_to_circle(theirs, CONSENTS, work)
            before = circle_of(self.ELSE, work).consent(NARROW)
            apply_to_circle(replace(revoked(), participant_id=self.ELSE), source, work)
        assert applied(store, granted()).consent(WIDE).ended_on == MAY_2
        with tables(store) as work:
            assert circle_of(self.ELSE, work).consents == (before,)

    @pytest.mark.parametrize("stated", [PARTICIPANT, ELSE])
    def test_narrows_it(self, store: Database, stated: UUID) -> None:
        narrowed = ConsentNarrowed(**{**_OF, "participant_id": stated}, agencies=(Agency.AF,))
        found = applied(store, narrowed, granted()).consent(WIDE).terms
        assert found is not None
        assert found.agencies == {Agency.AF}

    def test_of_the_granter_moves_no_granted_consent(self, store: Database) -> None:
        applied(store, granted(), granted(participant_id=self.ELSE))
        with tables(store) as work:
            assert circle_of(self.ELSE, work) == Circle()
            assert participant_of(WIDE, work) == PARTICIPANT


def test_a_forgotten_consent_leaves_the_rest_of_the_circle(store: Database) -> None:
    narrow = granted(NARROW, 2)
    applied(store, granted(), narrow, blocked())
    with tables(store) as work:
        forget_consent(WIDE, work)
        assert participant_of(WIDE, work) is None

    assert applied(store) == circle(narrow, blocked())


def test_an_unknown_participant_has_an_empty_circle(store: Database) -> None:
    assert applied(store) == Circle()


def test_an_agency_that_leaves_a_programme_leaves_every_circle(store: Database) -> None:
    left = AgencyLeft(
        party_id=party_id_of("malmokraften", Agency.FK),
        programme="malmokraften",
        agency=Agency.FK,
        occurred_on=MAY_3,
    )

    departures = applied(store, granted(), left, left).departures
    assert departures == {Departure(programme="malmokraften", agency=Agency.FK, last_day=MAY_3)}


def test_an_ending_ends_the_consent_that_it_names_whatever_participant_it_states(store: Database) -> None:
    elsewhere = UUID(int=99)
    with store.transaction() as tx:
        work = Work(tx)
        apply_to_circle(granted(), CONSENTS, work)
        assert apply_to_circle(replace(revoked(), participant_id=elsewhere), CONSENTS, work) == PARTICIPANT
        assert circle_of(PARTICIPANT, work).consent(WIDE).ended_on is not None
        assert circle_of(elsewhere, work) == Circle()


def test_a_consent_whose_ending_was_applied_early_is_not_read_again_at_every_start(store: Database) -> None:
    """The ending is noted before the event that precedes it (I24)."""
    migrate(store, BUS_TABLES, event_store=False)
    with store.transaction() as tx:
        for sequence in (5, 4):
            note_mark(CONSENTS, WIDE, sequence, Work(tx))
        heard = {"source": CONSENTS, "subject": f"{WIDE}"}
        tx.execute("INSERT INTO inbox_marks VALUES (:source, :subject, 5, '')", heard)
        assert read_again_what_was_missed(Work(tx)) == 0
