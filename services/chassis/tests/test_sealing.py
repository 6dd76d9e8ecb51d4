"""`verify_events` compares the whole store; events of an earlier version get their digests."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest
from eventsourcing.persistence import StoredEvent
from services.chassis.tests.damaging import ANNA, BEA, Column, application_of, is_loaded, two_plans

from chassis.decisions.work import RecordDamaged
from chassis.store.database import open_database
from samplan.bus.store.checking import require_whole, verify_events
from samplan.bus.store.damage import count_damaged, note_verified
from samplan.bus.store.migrations import DIGESTS, migrate
from samplan.bus.store.transactions import Database
from samplan.testing.specimen import SPECIMEN, Plan


@pytest.fixture
def store(database_url: str) -> Iterator[Database]:
    with two_plans(database_url) as database:
        yield database


class TestVerifying:
    def test_finds_nothing_in_a_whole_store(self, store: Database) -> None:
        assert verify_events(store) == (2, 0, [])

    def test_names_every_damaged_place(self, store: Database) -> None:
        for position in (2, 3):
            Column(position, "state").write(store, b"{}")
        found = verify_events(store).damaged
        assert [(place.position, place.aggregate, place.version) for place in found] == [
            (3, str(ANNA), 2),
            (2, str(BEA), 1),
        ]

    def test_finds_what_was_mended(self, store: Database) -> None:
        column = Column(3, "state")
        original = column.of(store)
        column.write(store, b"{}")
        assert note_verified(store, "stored_events", verify_events(store).damaged) == []
        column.write(store, original)
        assert note_verified(store, "stored_events", verify_events(store).damaged) == [3]
        assert count_damaged(store) == 0


class TestEventsOfAnEarlierVersion:
    """They have no digest: during an upgrade, programs without digests store them beside those with."""

    def test_get_one_from_the_migration(self, tmp_path: Path) -> None:
        with closing(open_database(f"sqlite:///{tmp_path}/old.sqlite3")) as old:
            steps = [step for step in SPECIMEN.all_migrations if step.name != DIGESTS]
            migrate(old, steps, event_store=True)
            store_as_an_earlier_version(old, ANNA, 1)
            store_as_an_earlier_version(old, ANNA, 2)
            migrate(old, SPECIMEN.all_migrations, event_store=True)
            assert verify_events(old).sealed == 0
            Column(1, "state").write(old, b"{}")
            assert [place.position for place in verify_events(old).damaged] == [1]

    def test_get_one_with_the_next_event_of_their_aggregate(self, store: Database) -> None:
        store_as_an_earlier_version(store, BEA, 2)
        require_whole(store, store.notifications(0, 10))
        with store.transaction() as tx:
            work = application_of(store).work(tx)
            work.load(Plan, BEA).take_note("private")
            work.flush()
        assert digests(store) == [1, 2, 3, 4, 5]
        assert verify_events(store) == (2, 0, [])

    def test_get_one_when_the_store_is_verified(self, store: Database) -> None:
        store_as_an_earlier_version(store, BEA, 2)
        assert verify_events(store) == (2, 1, [])
        assert verify_events(store) == (2, 0, [])

    def test_lie_after_all_that_have_one(self, store: Database) -> None:
        with store.transaction() as tx:
            tx.execute("DELETE FROM event_digests WHERE position = 1")
        with pytest.raises(RecordDamaged):
            is_loaded(store, ANNA)


def store_as_an_earlier_version(store: Database, aggregate: UUID, version: int) -> None:
    with store.transaction() as tx:
        tx._insert([StoredEvent(aggregate, version, "specimen.NoteTaken", NOTE)])


NOTE = (
    b'{"timestamp":"2020-03-02T12:00:00Z","correlation_id":"c","causation_id":"c","traceparent":null,'
    b'"words":"private","class_version":2}'
)


def digests(store: Database) -> list[int]:
    return [row["position"] for row in store.query("SELECT position FROM event_digests ORDER BY position")]
