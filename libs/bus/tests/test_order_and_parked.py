"""A parked record moves its mark, a deferred one does not: each has its turn (I2, I6)."""

from collections.abc import Callable, Sequence

import pytest
from libs.bus.tests.disorder import (
    ANNA,
    BEA,
    ONE,
    THREE,
    TOPIC,
    TWO,
    Reader,
    event,
    of_unknown_type,
)

from chassis.operations.rereading import Gap, Rereading, reread
from samplan.bus.kafka.received import Received
from samplan.bus.reading import intake
from samplan.bus.reading.intake import Consumer, apply_deferred, replay
from samplan.bus.reading.parked import count_parked, discard
from samplan.bus.store.transactions import Database

Meanwhile = Callable[[], object]


class TestAParkedEvent:
    def test_moves_the_mark_for_those_that_follow_it(self, reader: Reader) -> None:
        reader.reads(of_unknown_type(ONE), TWO)
        assert reader.reasons() == ["unknown_type", "behind_parked"]

    def test_keeps_its_mark_when_it_is_discarded(self, reader: Reader) -> None:
        reader.reads(of_unknown_type(ONE))
        assert discard(reader.database, reader.id_of("unknown_type"))
        reader.reads(TWO, offset=1)
        assert reader.applied_of(ANNA) == [3]

    def test_without_a_mark_gets_one_when_it_is_discarded(self, reader: Reader) -> None:
        """Version 0.1.0 parked an unknown type without moving its mark."""
        reader.reads(of_unknown_type(ONE))
        with reader.database.transaction() as tx:
            tx.execute("DELETE FROM inbox_marks")
        assert discard(reader.database, reader.id_of("unknown_type"))
        reader.reads(TWO, offset=1)
        assert reader.applied_of(ANNA) == [3]

    def test_is_parked_once_when_a_wiped_topic_shows_it_again(self, reader: Reader) -> None:
        reader.reads(of_unknown_type(ONE), cluster="old")
        reader.reads(of_unknown_type(ONE), cluster="new")
        assert reader.reasons() == ["unknown_type"]

    def test_keeps_later_records_from_moving_the_mark_past_missing_ones(self, reader: Reader) -> None:
        reader.refuses = {1}
        reader.reads(THREE, ONE, TWO, THREE)
        assert sorted(reader.reasons()) == ["behind_parked", "behind_parked", "rule_broken"]
        reader.refuses = set()
        assert replay(reader.database, reader, reader.id_of("rule_broken")) == 3
        assert reader.applied_of(ANNA) == [1, 3, 4]

    def test_moves_the_mark_when_it_is_replayed(self, reader: Reader) -> None:
        """Version 0.1.0 parked an unknown type without moving its mark."""
        reader.reads(of_unknown_type(ONE), TWO)
        with reader.database.transaction() as tx:
            tx.execute("DELETE FROM inbox_marks")
            headers = tx.execute("SELECT headers FROM parked WHERE reason = 'behind_parked'")[0]
            tx.execute("UPDATE parked SET headers = :headers WHERE reason = 'unknown_type'", headers)
        assert replay(reader.database, reader, reader.id_of("unknown_type")) == 2
        applied = len(reader.applied)
        reader.reads(TWO, cluster="wiped")
        assert len(reader.applied) == applied

    def test_frees_its_offset_in_a_topic_that_was_emptied(self, reader: Reader) -> None:
        for emptied in range(3):
            reader.reads(of_unknown_type(event(ANNA, emptied + 1)))
            reread(reader.database, Rereading("new", TOPIC, [Gap(0, wanted=1, begins=0, is_safe=False)]))
        reader.reads(event(BEA, 2))
        assert reader.reasons() == ["unknown_type"] * 3
        assert reader.applied_of(BEA) == [2]
        assert discard(reader.database, reader.id_of("unknown_type"))
        assert len(reader.reasons()) == 2


class TestARecordThatWasHandledMeanwhile:
    """Two inboxes, or an inbox and an operator, handle the same deferred record."""

    @pytest.fixture
    def second(self, reader: Reader, monkeypatch: pytest.MonkeyPatch) -> Callable[[Meanwhile], None]:
        """Applies deferred records after another inbox or operator has handled them."""
        reader.reads(TWO)
        with pytest.MonkeyPatch.context() as crash:
            crash.setattr(intake, "apply_deferred", lambda *_: 0)
            reader.reads(ONE, offset=1)
        apply_all = intake._apply_all

        def after(meanwhile: Meanwhile) -> None:
            def too_late(database: Database, consumer: Consumer, ready: Sequence[Received]) -> None:
                monkeypatch.setattr(intake, "_apply_all", apply_all)
                meanwhile()
                apply_all(database, consumer, ready)

            monkeypatch.setattr(intake, "_apply_all", too_late)
            apply_deferred(reader.database, reader, TOPIC)

        return after

    def test_stays_parked(self, reader: Reader, second: Callable[[Meanwhile], None]) -> None:
        reader.refuses = {3}
        second(lambda: apply_deferred(reader.database, reader, TOPIC))
        assert reader.reasons() == ["rule_broken"]

    def test_stays_discarded(self, reader: Reader, second: Callable[[Meanwhile], None]) -> None:
        second(lambda: discard(reader.database, reader.id_of("came_ahead")))
        assert reader.applied_of(ANNA) == [1]
        assert reader.reasons() == []


class TestADiscardedDeferredEvent:
    def test_moves_no_mark_and_is_applied_when_it_is_read_in_its_turn(self, reader: Reader) -> None:
        reader.reads(TWO)
        assert discard(reader.database, reader.id_of("came_ahead"))
        reader.reads(ONE, TWO, offset=1)
        assert reader.applied_of(ANNA) == [1, 3]


class TestReplay:
    def test_keeps_the_order_of_deferred_records_behind_a_parked_one(self, reader: Reader) -> None:
        reader.refuses = {1}
        reader.reads(ONE)
        reader.reads(event(ANNA, 9, after=7), event(ANNA, 7), offset=1)
        assert reader.reasons() == ["rule_broken", "behind_parked", "behind_parked"]
        reader.refuses = set()
        assert replay(reader.database, reader, reader.id_of("rule_broken")) == 3
        assert reader.applied_of(ANNA) == [1, 7, 9]

    def test_of_a_deferred_record_does_not_wait_for_its_predecessor(self, reader: Reader) -> None:
        reader.reads(TWO, THREE)
        assert replay(reader.database, reader, reader.id_of("came_ahead")) == 2
        assert reader.applied_of(ANNA) == [3, 4]
        assert reader.reasons() == []

    def test_of_a_record_deferred_twice_has_one_effect(self, reader: Reader) -> None:
        reader.reads(TWO, TWO)
        assert replay(reader.database, reader, reader.id_of("came_ahead")) == 2
        assert reader.applied_of(ANNA) == [3]
        assert reader.reasons() == []

    def test_of_a_deferred_record_applies_earlier_deferred_ones(self, reader: Reader) -> None:
        reader.reads(THREE, TWO)
        assert replay(reader.database, reader, reader.id_of("came_ahead")) == 2
        assert reader.applied_of(ANNA) == [3, 4]
        assert reader.reasons() == []

    def test_of_a_deferred_record_applies_parked_ones_first(self, reader: Reader) -> None:
        reader.refuses = {1}
        reader.reads(THREE, ONE)
        reader.refuses = set()
        assert replay(reader.database, reader, reader.id_of("came_ahead")) == 2
        assert reader.applied_of(ANNA) == [1, 4]

    def test_of_a_parked_record_leaves_deferred_ones_waiting(self, reader: Reader) -> None:
        reader.refuses = {1}
        reader.reads(THREE, ONE)
        reader.refuses = set()
        assert replay(reader.database, reader, reader.id_of("rule_broken")) == 1
        assert reader.applied_of(ANNA) == [1]
        assert reader.reasons() == ["came_ahead"]

    def test_of_a_record_applied_meanwhile_has_no_second_effect(self, reader: Reader) -> None:
        reader.reads(TWO)
        with pytest.MonkeyPatch.context() as crash:
            crash.setattr("samplan.bus.reading.intake.apply_deferred", lambda *_: 0)
            reader.reads(ONE, TWO, offset=1)
        replay(reader.database, reader, reader.id_of("came_ahead"))
        assert reader.applied_of(ANNA) == [1, 3]
        assert count_parked(reader.database) == 0
