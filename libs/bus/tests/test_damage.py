"""A damaged event is not published, nor a later one of its aggregate; other aggregates are (I11)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from libs.bus.tests.test_outgoing import ANNA, BEA, MONDAY, SOURCE, TakeNote, take_note

from chassis.decisions.journal import publishable
from chassis.decisions.work import Application
from chassis.settings.environment import load_settings
from chassis.store.database import open_database
from samplan.bus.kafka.access import Access
from samplan.bus.kafka.head import Head
from samplan.bus.publishing.publication import Publication
from samplan.bus.publishing.relay import Relay
from samplan.bus.store.damage import note_verified
from samplan.bus.store.migrations import migrate
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import Track
from samplan.testing.specimen import SPECIMEN, ChooseTrack, OpenPlan, translate

LATER = date(2020, 3, 9)


@pytest.fixture
def store(database_url: str) -> Iterator[Database]:
    """Anna's plan is 1 and 4, with a private note between; Bea's is 2 and 5."""
    database = open_database(database_url)
    migrate(database, SPECIMEN.all_migrations, event_store=True)
    application = Application(
        database, {**SPECIMEN.handlers(load_settings(SPECIMEN.settings)), TakeNote: take_note}
    )
    for command in (
        OpenPlan(plan_id=ANNA, on=MONDAY),
        OpenPlan(plan_id=BEA, on=MONDAY),
        TakeNote(ANNA),
        ChooseTrack(plan_id=ANNA, track=Track.WORK, on=LATER),
        ChooseTrack(plan_id=BEA, track=Track.WORK, on=LATER),
    ):
        application.execute(command)
    yield database
    database.close()


@pytest.fixture
def relay(store: Database) -> Relay:
    publication = Publication(source=SOURCE, topic="af.planning.v1", translate=publishable(translate))
    relay = Relay(store, publication, Access(bootstrap="127.0.0.1:1"))
    relay.refuse_an_older_store({})
    return relay


def published(relay: Relay, store: Database, after: int = 0, limit: int = 100) -> list[tuple[str, int]]:
    [outgoing] = relay._outgoing
    records = [one.record for one in relay._traced(outgoing, store.notifications(after, limit))]
    names = {str(ANNA): "Anna", str(BEA): "Bea"}
    return [
        (names[record.key.decode()], int(dict(record.headers)["ce_sequence"].decode())) for record in records
    ]


def damage(store: Database, position: int, state: bytes = b"{}") -> bytes:
    """Change an event's state; returns the original."""
    [event] = store.notifications(position - 1, 1)
    at = "rowid" if store.kind == "sqlite" else "notification_id"
    with store.transaction() as tx:
        tx.execute(
            f"UPDATE stored_events SET state = :state WHERE {at} = :position",  # noqa: S608  # our own names
            {"state": state, "position": position},
        )
    return event.state


def noted(store: Database) -> list[int]:
    return [row["position"] for row in store.query("SELECT position FROM damaged ORDER BY position")]


def test_all_is_published_from_a_whole_store(store: Database, relay: Relay) -> None:
    assert published(relay, store) == [("Anna", 1), ("Bea", 2), ("Anna", 4), ("Bea", 5)]


@pytest.mark.parametrize("position", [1, 3])
def test_its_aggregate_stops_and_the_others_go_on(store: Database, relay: Relay, position: int) -> None:
    damage(store, position)
    before = [] if position == 1 else [("Anna", 1)]
    assert published(relay, store) == [*before, ("Bea", 2), ("Bea", 5)]
    assert noted(store) == [position]


def test_its_aggregate_stays_stopped_in_later_batches(store: Database, relay: Relay) -> None:
    damage(store, 1)
    assert published(relay, store, limit=2) == [("Bea", 2)]
    assert published(relay, store, after=2) == [("Bea", 5)]


def test_a_damaged_predecessor_that_is_published_stops_the_next_event(store: Database, relay: Relay) -> None:
    """The relay reads it to name it in `ce_previous`."""
    damage(store, 1)
    assert published(relay, store, after=3) == [("Bea", 5)]
    assert noted(store) == [1]


def test_a_lost_event_stops_the_later_ones(store: Database, relay: Relay) -> None:
    """Its version has changed, so that its aggregate lacks one event."""
    with store.transaction() as tx:
        tx.execute("UPDATE stored_events SET originator_version = 9 WHERE topic = 'specimen.NoteTaken'")
    assert published(relay, store) == [("Anna", 1), ("Bea", 2), ("Bea", 5)]


def test_the_head_is_found_although_it_is_damaged(store: Database, relay: Relay) -> None:
    """A damaged head is no reason to take the store for an older copy."""
    damage(store, 5)
    relay.refuse_an_older_store({SOURCE: Head(5, datetime(2020, 3, 9, tzinfo=UTC))})
    assert noted(store) == [5]


def test_a_mended_aggregate_is_published_again(store: Database, relay: Relay) -> None:
    original = damage(store, 1)
    published(relay, store)
    damage(store, 1, original)
    assert note_verified(store, "stored_events", []) == [1]
    assert published(relay, store) == [("Anna", 1), ("Bea", 2), ("Anna", 4), ("Bea", 5)]
