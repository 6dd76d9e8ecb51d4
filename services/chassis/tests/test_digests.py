"""A changed bit in a stored event is found before it is used, and stops only its own aggregate (I11)."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

import pytest
from eventsourcing.persistence import StoredEvent
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chassis.decisions.work import Application, RecordDamaged
from chassis.store.database import open_database
from samplan.bus.store.checking import require_whole, verify_events
from samplan.bus.store.damage import count_damaged, note_verified
from samplan.bus.store.digests import RecordsDamaged
from samplan.bus.store.migrations import DIGESTS, migrate
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import Track
from samplan.testing.harness import ServiceUnderTest
from samplan.testing.specimen import SPECIMEN, ChooseTrack, OpenPlan, Plan

ANNA, BEA = UUID(int=0xA), UUID(int=0xB)
MONDAY = date(2020, 3, 2)
BITS = st.integers(0, 10_000)


@pytest.fixture
def store(database_url: str) -> Iterator[Database]:
    """Anna's plan is at the positions 1 and 3, Bea's at 2."""
    database = open_database(database_url)
    migrate(database, SPECIMEN.all_migrations, event_store=True)
    application = application_of(database)
    application.execute(OpenPlan(plan_id=ANNA, on=MONDAY))
    application.execute(OpenPlan(plan_id=BEA, on=MONDAY))
    application.execute(ChooseTrack(plan_id=ANNA, track=Track.WORK, on=MONDAY))
    yield database
    database.close()


def application_of(store: Database) -> Application:
    return SPECIMEN.application(SPECIMEN.settings(), store)


class Column(NamedTuple):
    """A value of a stored event, and how to write another."""

    position: int
    name: str

    def of(self, store: Database) -> Any:
        [row] = store.query(f"SELECT {self.name} AS value FROM stored_events WHERE {self._at(store)}")  # noqa: S608  # our own names
        return row["value"]

    def write(self, store: Database, value: Any) -> None:
        column = f"{self.name} = :value"
        if self.name == "topic" and isinstance(value, bytes):
            column = "topic = CAST(:value AS TEXT)"
        with store.transaction() as tx:
            tx.execute(f"UPDATE stored_events SET {column} WHERE {self._at(store)}", {"value": value})  # noqa: S608  # our own names

    def _at(self, store: Database) -> str:
        return f"{'rowid' if store.kind == 'sqlite' else 'notification_id'} = {self.position}"


def flipped(value: bytes, bit: int) -> bytes:
    at, within = divmod(bit % (8 * len(value)), 8)
    return value[:at] + bytes([value[at] ^ 1 << within]) + value[at + 1 :]


def is_loaded(store: Database, plan: UUID) -> bool:
    with application_of(store).reading() as work:
        return bool(work.load(Plan, plan))


def damaged_columns(store: Database) -> list[tuple[int, str]]:
    return [(row["position"], row["place"]) for row in store.query("SELECT * FROM damaged ORDER BY position")]


@settings(max_examples=60, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(position=st.sampled_from([1, 3]), name=st.sampled_from(["state", "topic"]), bit=BITS)
def test_every_changed_bit_is_found(store: Database, position: int, name: str, bit: int) -> None:
    column = Column(position, name)
    original = column.of(store)
    value = original.encode() if isinstance(original, str) else bytes(original)
    damaged: bytes | str = flipped(value, bit)
    if name == "topic" and store.kind == "postgresql":  # its texts are always UTF-8, and hold no NUL
        damaged = flipped(value, bit - bit % 8).decode(errors="ignore")
    column.write(store, damaged)
    with pytest.raises(RecordDamaged):
        is_loaded(store, ANNA)
    with pytest.raises(RecordsDamaged):
        require_whole(store, store.notifications(0, 10))
    assert is_loaded(store, BEA)
    column.write(store, original)
    assert is_loaded(store, ANNA)
    require_whole(store, store.notifications(0, 10))


@pytest.mark.parametrize("bit", [2, 3, 8, 30])
def test_a_changed_version_is_found(store: Database, bit: int) -> None:
    Column(3, "originator_version").write(store, 2 ^ (1 << bit))
    with pytest.raises(RecordDamaged):
        is_loaded(store, ANNA)
    with pytest.raises(RecordsDamaged):
        require_whole(store, store.notifications(0, 10))
    assert is_loaded(store, BEA)


@pytest.mark.parametrize("position", [1, 2, 3])
def test_a_changed_id_is_found_in_both_aggregates(store: Database, position: int) -> None:
    other = UUID(int=0x1A)
    Column(position, "originator_id").write(store, other.hex if store.kind == "sqlite" else other)
    owner = BEA if position == 2 else ANNA
    with pytest.raises(RecordDamaged):
        is_loaded(store, owner)
    with pytest.raises(RecordsDamaged) as found:
        require_whole(store, store.notifications(position - 1, 1))
    assert {place.aggregate for place in found.value.places} == {str(other), str(owner)}
    assert is_loaded(store, ANNA if owner is BEA else BEA)


def test_an_id_that_is_none_any_more_is_found(store: Database) -> None:
    if store.kind == "postgresql":
        pytest.skip("its ids are of the type uuid")
    Column(1, "originator_id").write(store, "z" * 32)
    with pytest.raises(RecordsDamaged):
        require_whole(store, store.notifications(0, 10))
    assert len(verify_events(store).damaged) == 2
    assert is_loaded(store, BEA)


@pytest.mark.parametrize("column", ["digest", "previous"])
def test_a_changed_digest_is_found(store: Database, column: str) -> None:
    with store.transaction() as tx:
        tx.execute(f"UPDATE event_digests SET {column} = :value WHERE position = 1", {"value": bytes(16)[1:]})  # noqa: S608  # our own names
    with pytest.raises(RecordDamaged):
        is_loaded(store, ANNA)


def test_an_event_that_is_gone_is_found(store: Database) -> None:
    with store.transaction() as tx:
        tx.execute("DELETE FROM stored_events WHERE topic = 'specimen.TrackChosen'")
    with pytest.raises(RecordDamaged):
        is_loaded(store, ANNA)


def test_nothing_is_recorded_after_a_damaged_event(store: Database) -> None:
    Column(2, "state").write(store, b"{}")
    command = ChooseTrack(plan_id=BEA, track=Track.WORK, on=MONDAY)
    with pytest.raises(RecordDamaged):
        application_of(store).execute(command)
    assert store.last_notification_id() == 3


def test_a_clock_leaves_out_only_the_damaged(store: Database) -> None:
    Column(1, "state").write(store, b"{}")
    with application_of(store).reading() as work:
        assert [plan.id for plan in work.undamaged(Plan, [ANNA, BEA])] == [BEA]


def test_what_was_found_is_noted_once_with_its_place(store: Database) -> None:
    Column(3, "state").write(store, b"{}")
    for _ in range(2):
        with pytest.raises(RecordDamaged):
            is_loaded(store, ANNA)
    assert damaged_columns(store) == [(3, "topic or state")]
    assert count_damaged(store) == 1


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


def test_a_command_on_a_damaged_record_is_answered_503(service: ServiceUnderTest) -> None:
    begun = {"occurredOn": "2020-03-02"}
    plans = [service.post("/v1/plans", begun).headers["Location"] for _ in range(2)]
    Column(1, "state").write(service.database, b"{}")
    answers = [service.post(f"{plan}/track", {**begun, "track": "work"}, if_match=1) for plan in plans]
    assert [answer.status_code for answer in answers] == [503, 200]
    assert (answers[0].json()["code"], answers[0].headers["Retry-After"]) == ("record_damaged", "60")
    assert count_damaged(service.database) == 1
