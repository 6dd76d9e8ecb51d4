"""A reader takes in no event ahead of the one published before it of its aggregate (I2, I5, I9, I19)."""

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
from samplan.bus.reading import parked
from samplan.bus.reading.intake import apply_deferred, next_offset, replay
from samplan.bus.store.transactions import Row


class TestABatchAheadOfTheRepublishedLog:
    """A relay's batch that reaches a wiped broker before all is published again."""

    def test_loses_and_doubles_nothing_for_a_reader_that_was_behind(self, reader: Reader) -> None:
        reader.reads(ONE, cluster="old")
        reader.reads(THREE, BEAS_TWO, *LOG)
        assert (reader.has_of(ANNA), reader.has_of(BEA)) == ([1, 3, 4], [2, 5])
        assert reader.reasons() == []

    def test_loses_and_doubles_nothing_for_one_that_was_not(self, reader: Reader) -> None:
        reader.reads(*LOG, cluster="old")
        reader.reads(THREE, BEAS_TWO, *LOG)
        assert len(reader.taken) == len(LOG)
        assert reader.reasons() == []

    def test_loses_and_doubles_nothing_when_each_record_comes_alone(self, reader: Reader) -> None:
        for offset, record in enumerate((THREE, BEAS_TWO, *LOG)):
            reader.reads(record, offset=offset)
        assert (reader.has_of(ANNA), reader.has_of(BEA)) == ([1, 3, 4], [2, 5])
        assert reader.reasons() == []

    @settings(max_examples=60)
    @given(data=st.data())
    def test_keeps_each_history_in_order_whatever_lies_before_it(
        self, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        before = data.draw(st.lists(st.sampled_from(LOG), max_size=8))
        records = [*before, *LOG, *data.draw(st.lists(st.sampled_from(LOG), max_size=3))]
        cuts = data.draw(st.sets(st.integers(1, len(records) - 1), max_size=6))
        with reader_on(f"sqlite:///{tmp_path_factory.mktemp('pieces')}/store.sqlite3") as reader:
            for start, end in zip(sorted({0, *cuts}), sorted({*cuts, len(records)}), strict=True):
                reader.reads(*records[start:end], offset=start)
                assert reader.has_of(ANNA) == [1, 3, 4][: len(reader.has_of(ANNA))]
                assert reader.has_of(BEA) == [2, 5][: len(reader.has_of(BEA))]
            assert len(reader.taken) == len(LOG)
            assert reader.reasons() == []


class TestAnEventThatCameAhead:
    def test_waits_and_holds_up_nobody(self, reader: Reader) -> None:
        reader.reads(TWO, BEAS_ONE)
        assert reader.taken == [(str(BEA), 2)]
        assert reader.reasons() == ["came_ahead"]

    def test_waits_once_however_often_it_is_read(self, reader: Reader) -> None:
        for _ in range(2):
            reader.reads(TWO)
        assert reader.reasons() == ["came_ahead"]

    def test_is_taken_in_after_what_it_follows_though_it_comes_no_more(self, reader: Reader) -> None:
        """As when partitions were added: what it follows lies in another one."""
        reader.reads(THREE, TWO, partition=5)
        assert reader.taken == []
        reader.reads(ONE, partition=1)
        assert reader.has_of(ANNA) == [1, 3, 4]
        assert reader.reasons() == []

    def test_is_taken_in_after_a_crash_between_the_two(self, reader: Reader) -> None:
        reader.reads(TWO)
        with pytest.MonkeyPatch.context() as crash:
            crash.setattr("samplan.bus.reading.intake.apply_deferred", lambda *_: 0)
            reader.reads(ONE, offset=1)
        assert reader.has_of(ANNA) == [1]
        apply_deferred(reader.database, reader, TOPIC)
        assert reader.has_of(ANNA) == [1, 3]
        assert reader.reasons() == []

    def test_is_not_read_again_when_others_go_on(
        self, reader: Reader, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Tens of thousands may wait."""
        reader.reads(TWO)
        read_again: list[Row] = []
        received = parked._received

        def counted(row: Row) -> Received:
            read_again.append(row)
            return received(row)

        monkeypatch.setattr(parked, "_received", counted)
        reader.reads(BEAS_ONE, offset=1)
        assert read_again == []

    def test_waits_on_while_the_store_is_away(self, reader: Reader) -> None:
        reader.reads(TWO)
        reader.is_unreachable = True
        with pytest.raises(OperationalError):
            reader.reads(ONE, offset=1)
        reader.is_unreachable = False
        reader.reads(ONE, offset=1)
        assert reader.has_of(ANNA) == [1, 3]
        assert reader.reasons() == []

    def test_is_parked_for_what_is_wrong_with_it_when_its_turn_has_come(self, reader: Reader) -> None:
        reader.refuses = {3}
        reader.reads(THREE, TWO, ONE)
        assert reader.has_of(ANNA) == [1]
        assert reader.reasons() == ["rule_broken", "behind_parked"]
        reader.refuses = set()
        assert replay(reader.database, reader, reader.id_of("rule_broken")) == 2
        assert reader.has_of(ANNA) == [1, 3, 4]

    def test_leaves_the_position_where_a_topic_is_read_anew(self, reader: Reader) -> None:
        reader.reads(TWO, offset=500)
        gap = Gap(partition=0, wanted=501, begins=0, is_safe=True)
        reread(reader.database, Rereading("new", TOPIC, [gap]))
        reader.reads(ONE)
        assert reader.has_of(ANNA) == [1, 3]
        assert next_offset(reader.database, "new", TOPIC, 0) == 1


class TestAnEventThatDoesNotSayWhatItFollows:
    """Programs of 0.1.0, and those of agencies that keep no such order, do not."""

    def test_is_taken_in_whatever_came_before(self, reader: Reader) -> None:
        reader.reads(event(ANNA, 4), event(ANNA, 7))
        assert reader.has_of(ANNA) == [4, 7]
        assert reader.reasons() == []

    def test_is_followed_by_one_that_does(self, reader: Reader) -> None:
        reader.reads(event(ANNA, 4), event(ANNA, 7, after=4))
        assert reader.has_of(ANNA) == [4, 7]


class TestANewEpoch:
    def test_goes_on_after_the_last_event_of_the_one_before(self, reader: Reader) -> None:
        later = event(ANNA, 4, of=SECOND, after=3, previous=FIRST)
        reader.reads(later, ONE, TWO)
        assert reader.has_of(ANNA) == [1, 3, 4]
        assert reader.reasons() == []

    def test_goes_on_where_readers_have_what_its_store_has_lost(self, reader: Reader) -> None:
        reader.reads(ONE, TWO, THREE, event(ANNA, 4, of=SECOND, after=3, previous=FIRST))
        assert reader.has_of(ANNA) == [1, 3, 4, 4]

    def test_is_not_taken_for_come_so_far_as_the_one_before(self, reader: Reader) -> None:
        reader.reads(ONE, TWO, THREE, event(ANNA, 4, of=SECOND, after=3, previous=SECOND))
        assert reader.reasons() == ["came_ahead"]
