"""A changed bit in a stored event is found before it is used, and stops only its own aggregate (I11)."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from services.chassis.tests.damaging import (
    ANNA,
    BEA,
    MONDAY,
    Column,
    application_of,
    damaged_columns,
    flipped,
    is_loaded,
    two_plans,
)

from chassis.decisions.work import RecordDamaged
from samplan.bus.store.checking import require_whole, verify_events
from samplan.bus.store.damage import count_damaged
from samplan.bus.store.digests import RecordsDamaged
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import Track
from samplan.testing.harness import ServiceUnderTest
from samplan.testing.specimen import ChooseTrack, Plan

BITS = st.integers(0, 10_000)


@pytest.fixture
def store(database_url: str) -> Iterator[Database]:
    with two_plans(database_url) as database:
        yield database


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
        pytest.skip(reason="its ids are of the type uuid")
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


def test_a_command_on_a_damaged_record_is_answered_503(service: ServiceUnderTest) -> None:
    begun = {"occurredOn": "2020-03-02"}
    plans = [service.post("/v1/plans", begun).headers["Location"] for _ in range(2)]
    Column(1, "state").write(service.database, b"{}")
    answers = [service.post(f"{plan}/track", {**begun, "track": "work"}, if_match=1) for plan in plans]
    assert [answer.status_code for answer in answers] == [503, 200]
    assert (answers[0].json()["code"], answers[0].headers["Retry-After"]) == ("record_damaged", "60")
    assert count_damaged(service.database) == 1
