"""A consumer may answer the sender of a bad record: it is then not parked, and nothing waits behind it."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from libs.bus.tests.test_intake import ANNA, BEA, declined, poison, record, submitted

from chassis.decisions.domain import NotFound
from samplan.bus.kafka.received import Received
from samplan.bus.reading.breaker import Guarded, Limits
from samplan.bus.reading.intake import apply_batch
from samplan.bus.reading.parked import list_parked
from samplan.bus.reading.rule_broken import RuleBroken
from samplan.bus.store.transactions import Database, Transaction
from samplan.testing.harness import ServiceUnderTest
from samplan.testing.specimen import SPECIMEN


class Clerk:
    """Applies what it is given, unless it `fails`; writes down its answers in the same transaction."""

    def __init__(self, fails: Callable[[Received], Exception | None] = lambda _: None) -> None:
        self._fails = fails
        self.applied: list[int] = []

    def apply(self, tx: Transaction, received: Sequence[Received]) -> None:
        for one in received:
            tx.execute("INSERT INTO meta VALUES (:name, 'applied')", {"name": f"record {one.offset}"})
            if error := self._fails(one):
                raise error
            self.applied.append(one.offset)

    def answers(self, received: Received) -> bool:
        return received.topic == "malmo-ifo.referral.v1"

    def answer(self, tx: Transaction, received: Received, error: RuleBroken | None) -> None:
        why = error.code if error else received.reason
        tx.execute("INSERT INTO meta VALUES (:name, :why)", {"name": f"record {received.offset}", "why": why})


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    with ServiceUnderTest(SPECIMEN, tmp_path) as service:
        yield service.database


def noted(store: Database) -> dict[str, str]:
    rows = store.query("SELECT name, value FROM meta WHERE name LIKE 'record %' ORDER BY name")
    return {row["name"]: row["value"] for row in rows}


def guarded(clerk: Clerk) -> Guarded:
    return Guarded(clerk.apply, Limits(), clerk)


class TestARefusedRecord:
    def test_is_answered_once_its_effect_is_rolled_back(self, store: Database) -> None:
        clerk = Clerk(lambda one: NotFound() if one.offset == 0 else None)
        batch = [record(submitted(ANNA), sequence=1, offset=0), record(submitted(BEA), sequence=2, offset=1)]
        apply_batch(store, guarded(clerk), batch)
        assert noted(store) == {"record 0": "not_found", "record 1": "applied"}
        assert list_parked(store) == []

    def test_is_answered_once(self, store: Database) -> None:
        clerk = Clerk(lambda _: NotFound())
        for offset in (0, 1):
            apply_batch(store, guarded(clerk), [record(submitted(ANNA), sequence=1, offset=offset)])
        assert noted(store) == {"record 0": "not_found"}

    def test_holds_back_no_later_one_of_its_aggregate(self, store: Database) -> None:
        clerk = Clerk(lambda one: NotFound() if one.offset == 0 else None)
        batch = [record(submitted(ANNA), sequence=1, offset=0), record(declined(ANNA), sequence=2, offset=1)]
        apply_batch(store, guarded(clerk), batch)
        assert clerk.applied == [1]


class TestAnUnreadableRecord:
    def test_is_answered_and_never_parked(self, store: Database) -> None:
        clerk = Clerk()
        apply_batch(
            store, guarded(clerk), [poison(offset=0, key=ANNA), record(submitted(ANNA), sequence=1, offset=1)]
        )
        assert noted(store) == {"record 0": "bad_header", "record 1": "applied"}
        assert list_parked(store) == []


class TestAFaultOfTheProgram:
    def test_is_parked_for_an_operator(self, store: Database) -> None:
        """It is not the sender's."""
        clerk = Clerk(lambda one: KeyError() if one.offset == 0 else None)
        batch = [record(submitted(ANNA), sequence=1, offset=0), record(submitted(BEA), sequence=2, offset=1)]
        apply_batch(store, guarded(clerk), batch)
        assert noted(store) == {"record 1": "applied"}
        assert len(list_parked(store)) == 1
