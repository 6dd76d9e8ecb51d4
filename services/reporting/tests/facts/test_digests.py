"""A changed bit in a fact is found before it is folded, and forgetting breaks no chain (decision 29)."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from services.reporting.tests.examples import Person
from services.reporting.tests.relays import Publisher, by_topic

from reporting.facts.digests import COLUMNS, NO_PARTICIPANT
from reporting.facts.verifying import verify_facts
from reporting.projection.digest import projection_digest
from reporting.projection.projector import Projector
from reporting.projection.rebuild import compare, rebuild
from samplan.bus.kafka.received import Received
from samplan.bus.reading.intake import apply_batch
from samplan.bus.store.damage import count_damaged
from samplan.bus.store.digests import RecordsDamaged
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import RevocationReason
from samplan.contracts.event import ContractEvent

ANNA = Person()
JOURNEY = ANNA.whole_journey()[:-1]
FACTS = len(JOURNEY)
TEXTS = [name for name in COLUMNS if name not in {"position", "sequence", "aggregate_version"}]


def receive(store: Database, received: list[Received], size: int = 100) -> None:
    for batch in by_topic(received).values():
        for start in range(0, len(batch), size):
            apply_batch(store, Projector(), batch[start : start + size])


@pytest.fixture
def filled(store: Database) -> Database:
    receive(store, Publisher().publish(JOURNEY), size=3)
    return store


def value_of(store: Database, column: str, position: int) -> bytes:
    with store.reading() as tx:
        [row] = tx.raw(
            f"SELECT {column} AS value FROM facts WHERE position = :position",  # noqa: S608  # our own names
            {"position": position},
        )
    return row["value"] or b""


def write(store: Database, column: str, position: int, value: bytes | int) -> None:
    is_damaged_text = store.kind == "sqlite" and isinstance(value, bytes)
    new = "CAST(:value AS TEXT)" if is_damaged_text else ":value"
    if isinstance(value, bytes) and store.kind == "postgresql":
        value = value.decode(errors="ignore").encode()
    with store.transaction() as tx:
        tx.execute(
            f"UPDATE facts SET {column} = {new} WHERE position = :position",  # noqa: S608  # our own names
            {
                "value": value.decode() if isinstance(value, bytes) and not is_damaged_text else value,
                "position": position,
            },
        )


def damaged(store: Database) -> list[tuple[int, str]]:
    return [(place.position, place.column) for place in verify_facts(store).damaged]


@settings(max_examples=60, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(column=st.sampled_from(TEXTS), position=st.integers(1, FACTS), bit=st.integers(0, 10_000))
def test_every_changed_bit_is_found(filled: Database, column: str, position: int, bit: int) -> None:
    value = value_of(filled, column, position)
    if not value:
        return  # no consent
    at, within = divmod(bit % (8 * len(value)), 8)
    if filled.kind == "postgresql":
        within = 0
    write(filled, column, position, value[:at] + bytes([value[at] ^ 1 << within]) + value[at + 1 :])
    assert [place for place, _ in damaged(filled)] == [position]
    write(filled, column, position, value)
    assert damaged(filled) == []


@pytest.mark.parametrize("column", ["sequence", "aggregate_version"])
def test_a_changed_number_is_found(filled: Database, column: str) -> None:
    write(filled, column, 4, 1 << 20)
    assert damaged(filled) == [(4, "any but the participant's id")]


def test_a_changed_participant_is_found(filled: Database) -> None:
    [position] = [one for one in range(1, FACTS + 1) if b'"participantId"' in value_of(filled, "data", one)][
        :1
    ]
    other = value_of(filled, "data", position).replace(
        str(ANNA.participant_id).encode(), str(Person(2).participant_id).encode()
    )
    write(filled, "data", position, other)
    assert damaged(filled) == [(position, "participantId")]


def test_a_fact_that_is_gone_is_found(filled: Database) -> None:
    with filled.transaction() as tx:
        tx.execute("DELETE FROM facts WHERE position = 3")
    assert (3, "position") in damaged(filled)


def test_a_changed_digest_is_found(filled: Database) -> None:
    with filled.transaction() as tx:
        tx.execute("UPDATE fact_digests SET previous = 1 WHERE position = 5")
        tx.execute("DELETE FROM fact_digests WHERE position = 2")
    assert {5, 2} <= {position for position, _ in damaged(filled)}


class TestARebuild:
    def test_over_a_damaged_fact_leaves_the_view_as_it_is(self, filled: Database) -> None:
        before = digest(filled)
        data = value_of(filled, "data", 2)
        write(filled, "data", 2, re.sub(rb'"occurredOn":"20\d\d', b'"occurredOn":"2011', data))
        for fold in (rebuild, compare):
            with pytest.raises(RecordsDamaged):
                fold(filled)
        assert digest(filled) == before
        assert count_damaged(filled) == 1

    def test_goes_on_once_the_fact_is_mended(self, filled: Database) -> None:
        before = digest(filled)
        data = value_of(filled, "data", 2)
        write(filled, "data", 2, b"{}")
        with pytest.raises(RecordsDamaged):
            rebuild(filled)
        write(filled, "data", 2, data)
        assert rebuild(filled) == FACTS
        assert digest(filled) == before


@pytest.mark.parametrize("end", [ANNA.revoked(), ANNA.revoked(reason=RevocationReason.ENTERED_IN_ERROR)])
def test_forgetting_a_participant_breaks_no_chain(store: Database, end: ContractEvent) -> None:
    publisher = Publisher()
    receive(store, publisher.publish([*JOURNEY, end]))
    receive(store, publisher.publish(Person(2).whole_journey()))
    assert NO_PARTICIPANT in str(store.query("SELECT data FROM facts"))
    assert damaged(store) == []
    assert store.query("SELECT * FROM fact_digests WHERE participant IS NOT NULL AND position <= 3") == []


def test_a_redelivered_event_gets_no_second_digest(filled: Database) -> None:
    receive(filled, Publisher().publish(JOURNEY))
    assert filled.query("SELECT count(*) AS n FROM fact_digests") == [{"n": FACTS}]


class TestFactsOfAnEarlierVersion:
    """They have no digest, and may hold members that no contract knows."""

    def test_get_one_with_the_next_event(self, filled: Database) -> None:
        as_an_earlier_version(filled, position=4)
        receive(filled, Publisher().publish([*JOURNEY, ANNA.expired()]))
        assert verify_facts(filled) == (FACTS + 1, 0, [])

    def test_get_one_when_the_store_is_verified(self, filled: Database) -> None:
        as_an_earlier_version(filled, position=4)
        assert verify_facts(filled).sealed == FACTS - 4
        assert verify_facts(filled) == (FACTS, 0, [])

    def test_keep_only_what_the_contract_knows(self, filled: Database) -> None:
        as_an_earlier_version(filled, position=4)
        before = digest(filled)
        data = value_of(filled, "data", 6)
        write(filled, "data", 6, data.replace(b"{", b'{"note":"19900101-2384",', 1))
        verify_facts(filled)
        assert value_of(filled, "data", 6) == data
        assert rebuild(filled) == FACTS
        assert digest(filled) == before


def as_an_earlier_version(store: Database, position: int) -> None:
    """The facts after a position were stored without digests."""
    with store.transaction() as tx:
        tx.execute("DELETE FROM fact_digests WHERE position > :position", {"position": position})


def digest(store: Database) -> str:
    with store.reading() as tx:
        return projection_digest(tx)
