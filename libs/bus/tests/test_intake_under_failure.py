"""Applying records under failures: what is retried, what is parked, and that nothing is applied twice."""

import contextlib
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Barrier, BrokenBarrierError, Thread
from uuid import UUID, uuid4

import pytest
from eventsourcing.persistence import IntegrityError

from chassis.decisions.journal import from_stored
from samplan.bus.kafka.received import Received, read
from samplan.bus.reading import parked
from samplan.bus.reading.intake import TRIES, apply_batch, replay
from samplan.bus.reading.marks import next_offset
from samplan.bus.store.transactions import Transaction
from samplan.contracts.codes import Agency
from samplan.contracts.envelope import encode
from samplan.contracts.referral import ReferralSubmitted
from samplan.testing.given import envelope_of
from samplan.testing.harness import ServiceUnderTest
from samplan.testing.specimen import SPECIMEN

ANNA = UUID("00000000-0000-4000-8000-00000000000a")
BEA = UUID("00000000-0000-4000-8000-00000000000b")
MONDAY = date(2020, 3, 2)
NOON = datetime(2020, 3, 2, 12, tzinfo=UTC)


def submitted(referral: UUID, *, sequence: int, cluster: str = "one", time: datetime = NOON) -> Received:
    event = ReferralSubmitted(
        referral_id=referral, programme="malmokraften", referring_agency=Agency.AF, occurred_on=MONDAY
    )
    envelope = envelope_of(event, sequence=sequence, time=time)
    encoded = encode(envelope, event)
    return read(
        cluster=cluster,
        topic=envelope.topic,
        partition=0,
        offset=sequence,
        key=encoded.key,
        value=encoded.value,
        headers=encoded.headers,
    )


def again(received: Received, *, offset: int) -> Received:
    return read(
        cluster=received.cluster,
        topic=received.topic,
        partition=received.partition,
        offset=offset,
        key=received.key,
        value=received.value,
        headers=received.headers,
    )


@pytest.fixture
def specimen(database_url: str, tmp_path: Path) -> Iterator[ServiceUnderTest]:
    with ServiceUnderTest(SPECIMEN, tmp_path, database_url=database_url) as service:
        yield service


def opened(service: ServiceUnderTest) -> list[UUID]:
    return [from_stored(one).originator_id for one in service.database.notifications(0, 1000)]


def receive(service: ServiceUnderTest, *batch: Received) -> None:
    apply_batch(service.database, service._consumer(), batch)


class Failing:
    """Fails a given number of times, then records the sequences that it receives."""

    def __init__(self, failures: Sequence[Exception] = ()) -> None:
        self._failures = list(failures)
        self.sequences: list[int] = []

    def apply(self, _tx: Transaction, received: Sequence[Received]) -> None:
        if self._failures:
            raise self._failures.pop(0)
        self.sequences += [one.content()[0].sequence for one in received]


class TestViolatedConstraint:
    def test_parks_the_event_that_can_never_be_stored_and_applies_the_others(
        self, specimen: ServiceUnderTest
    ) -> None:
        receive(specimen, *(submitted(who, sequence=n) for n, who in enumerate((ANNA, ANNA, BEA), start=1)))
        assert opened(specimen) == [ANNA, BEA]
        [row] = specimen.parked()
        assert (row.reason, row.error, row.offset) == ("rule_broken", "IntegrityError", 2)

    def test_is_first_treated_as_a_concurrent_change(self, specimen: ServiceUnderTest) -> None:
        consumer = Failing([IntegrityError("a concurrent change")] * TRIES)
        apply_batch(specimen.database, consumer, [submitted(ANNA, sequence=1)])
        assert consumer.sequences == [1]
        assert specimen.parked() == []


class TestProgramFault:
    def test_is_not_treated_as_a_temporary_store_error(self, specimen: ServiceUnderTest) -> None:
        class Misspelt:
            def apply(self, tx: Transaction, _received: object) -> None:
                tx.execute("SELECT no_such_column FROM parked")

        apply_batch(specimen.database, Misspelt(), [submitted(ANNA, sequence=1)])
        assert [row.error for row in specimen.parked()] == ["ProgrammingError"]


class TestSameIdWithOtherContent:
    def test_is_parked_and_has_no_effect(self, specimen: ServiceUnderTest) -> None:
        receive(specimen, submitted(ANNA, sequence=7))
        receive(specimen, again(submitted(ANNA, sequence=7, time=NOON + timedelta(seconds=1)), offset=8))
        assert opened(specimen) == [ANNA]
        assert [row.reason for row in specimen.parked()] == ["content_differs"]

    def test_leaves_the_first_as_the_one_that_is_repeated_once_it_is_discarded(
        self, specimen: ServiceUnderTest
    ) -> None:
        first, other = (submitted(ANNA, sequence=7, time=NOON + timedelta(seconds=n)) for n in (0, 1))
        receive(specimen, first)
        receive(specimen, again(other, offset=8))
        assert parked.discard(specimen.database, specimen.parked()[0].id)
        receive(specimen, again(first, offset=9))
        assert specimen.parked() == []

    def test_is_distinguished_from_a_repeat(self, specimen: ServiceUnderTest) -> None:
        first = submitted(ANNA, sequence=7)
        receive(specimen, first, again(first, offset=8))
        receive(specimen, again(first, offset=9))
        assert specimen.parked() == []


class TestTwoInboxes:
    def test_on_an_old_and_a_new_cluster_apply_an_event_once(self, specimen: ServiceUnderTest) -> None:
        """They have separate positions; only the mark shows that it is the same event."""
        both_started = Barrier(2)

        class Slow:
            def apply(self, tx: Transaction, _received: object) -> None:
                with contextlib.suppress(BrokenBarrierError):
                    both_started.wait(timeout=0.5)
                tx.execute("INSERT INTO relay_positions VALUES (:name, 1)", {"name": str(uuid4())})

        def receive_one(cluster: str) -> None:
            apply_batch(specimen.database, Slow(), [submitted(ANNA, sequence=1, cluster=cluster)])

        threads = [Thread(target=receive_one, args=(cluster,)) for cluster in ("old", "new")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(specimen.database.query("SELECT * FROM relay_positions")) == 1

    def test_that_is_behind_the_other_moves_no_position_back(self, specimen: ServiceUnderTest) -> None:
        first, second = submitted(ANNA, sequence=1), submitted(BEA, sequence=2)
        receive(specimen, first, second)
        receive(specimen, first)
        assert next_offset(specimen.database, first.cluster, first.topic, first.partition) == 3


class TestReplay:
    def test_keeps_the_order_when_the_clock_was_set_back(
        self, specimen: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        consumer = Failing([ValueError()] * (1 + TRIES))
        apply_batch(specimen.database, consumer, [submitted(ANNA, sequence=5)])
        monkeypatch.setattr(parked, "now_utc", lambda: NOON - timedelta(days=1))
        apply_batch(
            specimen.database, consumer, [again(submitted(ANNA, sequence=6, cluster="two"), offset=0)]
        )
        first, _ = specimen.parked()
        assert replay(specimen.database, consumer, first.id) == 2
        assert consumer.sequences == [5, 6]
