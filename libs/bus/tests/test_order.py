"""A reader applies no event before the previously published one of its aggregate (I2, I5, I9, I19)."""

import pytest
from eventsourcing.persistence import OperationalError
from hypothesis import given, settings
from hypothesis import strategies as st
from libs.bus.tests.disorder import (
    ANNA,
    BEA,
    BEAS_ONE,
    BEAS_TWO,
    FIRST,
    LOG,
    ONE,
    SECOND,
    THREE,
    TOPIC,
    TWO,
    Reader,
    event,
    reader_on,
)

from chassis.operations.rereading import Gap, Rereading, reread
from samplan.bus.kafka.received import Received
from samplan.bus.reading import parked, parked_rows
from samplan.bus.reading.intake import apply_deferred, replay
from samplan.bus.reading.marks import next_offset
from samplan.bus.store.transactions import Row


class TestABatchAheadOfTheRepublishedLog:
    """A relay's batch reaches a wiped broker before the log is published again."""

    def test_loses_and_repeats_nothing_for_a_reader_that_was_behind(self, reader: Reader) -> None:
        reader.reads(ONE, cluster="old")
        reader.reads(THREE, BEAS_TWO, *LOG)
        assert (reader.applied_of(ANNA), reader.applied_of(BEA)) == ([1, 3, 4], [2, 5])
        assert reader.reasons() == []

    def test_loses_and_repeats_nothing_for_a_reader_that_was_not(self, reader: Reader) -> None:
        reader.reads(*LOG, cluster="old")
        reader.reads(THREE, BEAS_TWO, *LOG)
        assert len(reader.applied) == len(LOG)
        assert reader.reasons() == []

    def test_loses_and_repeats_nothing_when_records_arrive_one_by_one(self, reader: Reader) -> None:
        for offset, record in enumerate((THREE, BEAS_TWO, *LOG)):
            reader.reads(record, offset=offset)
        assert (reader.applied_of(ANNA), reader.applied_of(BEA)) == ([1, 3, 4], [2, 5])
        assert reader.reasons() == []

    @pytest.mark.slow
    @settings(max_examples=60)
    @given(data=st.data())
    def test_keeps_each_history_in_order_whatever_precedes_it(
        self, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        before = data.draw(st.lists(st.sampled_from(LOG), max_size=8))
        records = [*before, *LOG, *data.draw(st.lists(st.sampled_from(LOG), max_size=3))]
        cuts = data.draw(st.sets(st.integers(1, len(records) - 1), max_size=6))
        with reader_on(f"sqlite:///{tmp_path_factory.mktemp('pieces')}/store.sqlite3") as reader:
            for start, end in zip(sorted({0, *cuts}), sorted({*cuts, len(records)}), strict=True):
                reader.reads(*records[start:end], offset=start)
                assert reader.applied_of(ANNA) == [1, 3, 4][: len(reader.applied_of(ANNA))]
                assert reader.applied_of(BEA) == [2, 5][: len(reader.applied_of(BEA))]
            assert len(reader.applied) == len(LOG)
            assert reader.reasons() == []


class TestADeferredEvent:
    def test_waits_and_blocks_no_other_aggregate(self, reader: Reader) -> None:
        reader.reads(TWO, BEAS_ONE)
        assert reader.applied == [(str(BEA), 2)]
        assert reader.reasons() == ["came_ahead"]

    def test_is_parked_once_however_often_it_is_read(self, reader: Reader) -> None:
        for _ in range(2):
            reader.reads(TWO)
        assert reader.reasons() == ["came_ahead"]

    def test_is_applied_after_its_predecessor_without_being_decoded(self, reader: Reader) -> None:
        """As when partitions were added: its predecessor is in another partition."""
        reader.reads(THREE, TWO, partition=5)
        assert reader.applied == []
        reader.reads(ONE, partition=1)
        assert reader.applied_of(ANNA) == [1, 3, 4]
        assert reader.reasons() == []

    def test_is_applied_after_a_crash_between_the_two(self, reader: Reader) -> None:
        reader.reads(TWO)
        with pytest.MonkeyPatch.context() as crash:
            crash.setattr("samplan.bus.reading.intake.apply_deferred", lambda *_: 0)
            reader.reads(ONE, offset=1)
        assert reader.applied_of(ANNA) == [1]
        apply_deferred(reader.database, reader, TOPIC)
        assert reader.applied_of(ANNA) == [1, 3]
        assert reader.reasons() == []

    def test_is_not_decoded_again_for_records_of_other_aggregates(
        self, reader: Reader, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Tens of thousands may be parked."""
        reader.reads(TWO)
        decoded: list[Row] = []
        received = parked_rows.record_in

        def counted(row: Row) -> Received:
            decoded.append(row)
            return received(row)

        monkeypatch.setattr(parked, "record_in", counted)
        reader.reads(BEAS_ONE, offset=1)
        assert decoded == []

    def test_keeps_waiting_while_the_store_is_away(self, reader: Reader) -> None:
        reader.reads(TWO)
        reader.is_unreachable = True
        with pytest.raises(OperationalError):
            reader.reads(ONE, offset=1)
        reader.is_unreachable = False
        reader.reads(ONE, offset=1)
        assert reader.applied_of(ANNA) == [1, 3]
        assert reader.reasons() == []

    def test_is_parked_for_its_own_fault_when_its_turn_has_come(self, reader: Reader) -> None:
        reader.refuses = {3}
        reader.reads(THREE, TWO, ONE)
        assert reader.applied_of(ANNA) == [1]
        assert reader.reasons() == ["rule_broken", "behind_parked"]
        reader.refuses = set()
        assert replay(reader.database, reader, reader.id_of("rule_broken")) == 2
        assert reader.applied_of(ANNA) == [1, 3, 4]

    def test_does_not_move_the_position_of_a_topic_that_is_read_again(self, reader: Reader) -> None:
        reader.reads(TWO, offset=500)
        gap = Gap(partition=0, wanted=501, begins=0, is_safe=True)
        reread(reader.database, Rereading("new", TOPIC, [gap]))
        reader.reads(ONE)
        assert reader.applied_of(ANNA) == [1, 3]
        assert next_offset(reader.database, "new", TOPIC, 0) == 1


class TestAnEventThatNamesNoPredecessor:
    """As published by version 0.1.0, and by agencies that keep no such order."""

    def test_is_applied_whatever_came_before(self, reader: Reader) -> None:
        reader.reads(event(ANNA, 4), event(ANNA, 7))
        assert reader.applied_of(ANNA) == [4, 7]
        assert reader.reasons() == []

    def test_may_precede_one_that_does(self, reader: Reader) -> None:
        reader.reads(event(ANNA, 4), event(ANNA, 7, after=4))
        assert reader.applied_of(ANNA) == [4, 7]


class TestANewEpoch:
    def test_continues_after_the_last_event_of_the_previous_epoch(self, reader: Reader) -> None:
        later = event(ANNA, 4, of=SECOND, after=3, previous=FIRST)
        reader.reads(later, ONE, TWO)
        assert reader.applied_of(ANNA) == [1, 3, 4]
        assert reader.reasons() == []

    def test_continues_where_readers_hold_events_that_its_store_has_lost(self, reader: Reader) -> None:
        reader.reads(ONE, TWO, THREE, event(ANNA, 4, of=SECOND, after=3, previous=FIRST))
        assert reader.applied_of(ANNA) == [1, 3, 4, 4]

    def test_does_not_inherit_the_mark_of_the_previous_epoch(self, reader: Reader) -> None:
        reader.reads(ONE, TWO, THREE, event(ANNA, 4, of=SECOND, after=3, previous=SECOND))
        assert reader.reasons() == ["came_ahead"]
