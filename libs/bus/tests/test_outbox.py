"""The outbox of a program without an event store: rows move to the log once, in their order."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import pytest

from chassis.store.database import open_database
from samplan.bus.publishing import outbox
from samplan.bus.publishing.outbox import (
    OUTBOX,
    WRITE,
    move_to_log,
    row_of,
    waiting,
    written_after,
    written_at,
)
from samplan.bus.store.checking import verify_events
from samplan.bus.store.migrations import BUS_TABLES, migrate
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import Track
from samplan.contracts.planning.plans import TrackChosen

MARCH_2 = date(2020, 3, 2)
ONE, OTHER = UUID(int=1), UUID(int=2)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = open_database(database_url)
    migrate(database, (*BUS_TABLES, OUTBOX), event_store=True)
    yield database
    database.close()


def chosen(plan: UUID, track: Track) -> TrackChosen:
    return TrackChosen(plan_id=plan, track=track, occurred_on=MARCH_2)


def write(database: Database, *events: TrackChosen) -> None:
    with database.transaction() as tx:
        for event in events:
            tx.execute(WRITE, row_of(event))


def log(database: Database) -> list[object]:
    return [one.event for one in written_after(database, 0)]


def test_rows_move_once_in_the_order_in_which_they_were_written(database: Database) -> None:
    first = [chosen(ONE, Track.HEALTH), chosen(OTHER, Track.HEALTH), chosen(ONE, Track.WORK)]
    write(database, *first)
    assert (move_to_log(database), move_to_log(database)) == (3, 0)
    later = chosen(ONE, Track.EDUCATION)
    write(database, later)
    assert move_to_log(database) == 1
    assert log(database) == [*first, later]
    assert waiting(database) == 0


def test_the_log_is_whole_and_numbers_the_events_of_each_subject(database: Database) -> None:
    for track in (Track.HEALTH, Track.WORK):
        write(database, chosen(ONE, track), chosen(OTHER, track))
        move_to_log(database)
    stored = database.notifications(0, 10)
    assert [(one.originator_id, one.originator_version) for one in stored] == [
        (ONE, 1),
        (OTHER, 1),
        (ONE, 2),
        (OTHER, 2),
    ]
    assert verify_events(database).damaged == []


def test_more_rows_than_move_at_once_all_move(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "MOVED_AT_ONCE", 2)
    tracks = (Track.HEALTH, Track.EDUCATION, Track.WORK)
    write(database, *(chosen(ONE, track) for track in tracks))
    assert move_to_log(database) == 3
    assert log(database) == [chosen(ONE, track) for track in tracks[:2]]
    assert [written_at(database, at) is not None for at in (1, 2, 3, 4)] == [True, True, True, False]


def test_an_event_that_no_reader_could_read_is_refused_before_it_is_written(database: Database) -> None:
    """Written, it would stop the relay, and every event after it."""
    for wrong in (chosen("plan 1", Track.WORK), chosen(ONE, "a track")):  # type: ignore[arg-type]  # a caller without types
        with pytest.raises(ValueError, match="TrackChosen"):
            write(database, wrong)
    assert waiting(database) == 0
