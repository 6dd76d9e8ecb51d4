"""What is parked has been seen, what came ahead has not: each has its turn (I2, I6)."""

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
    unheard_of,
)

from chassis.operations.rereading import Gap, Rereading, reread
from samplan.bus.kafka.received import Received
from samplan.bus.reading import intake
from samplan.bus.reading.intake import Consumer, apply_deferred, replay
from samplan.bus.reading.parked import count_parked, discard
from samplan.bus.store.transactions import Database

Meanwhile = Callable[[], object]


class TestAParkedEvent:
    def test_has_been_seen_by_those_that_follow_it(self, reader: Reader) -> None:
        reader.reads(unheard_of(ONE), TWO)
        assert reader.reasons() == ["unknown_type", "behind_parked"]

    def test_has_been_seen_when_it_is_given_up(self, reader: Reader) -> None:
        reader.reads(unheard_of(ONE))
        assert discard(reader.database, reader.id_of("unknown_type"))
        reader.reads(TWO, offset=1)
        assert reader.has_of(ANNA) == [3]

    def test_that_no_mark_shows_has_been_seen_when_it_is_given_up(self, reader: Reader) -> None:
        """By a program of 0.1.0 an unknown type was parked and no mark moved."""
        reader.reads(unheard_of(ONE))
        with reader.database.transaction() as tx:
            tx.execute("DELETE FROM inbox_marks")
        assert discard(reader.database, reader.id_of("unknown_type"))
        reader.reads(TWO, offset=1)
        assert reader.has_of(ANNA) == [3]

    def test_is_parked_once_when_a_wiped_topic_shows_it_again(self, reader: Reader) -> None:
        reader.reads(unheard_of(ONE), cluster="old")
        reader.reads(unheard_of(ONE), cluster="new")
        assert reader.reasons() == ["unknown_type"]

    def test_lets_nothing_ahead_move_the_mark_past_what_is_still_to_come(self, reader: Reader) -> None:
        reader.refuses = {1}
        reader.reads(THREE, ONE, TWO, THREE)
        assert sorted(reader.reasons()) == ["behind_parked", "behind_parked", "rule_broken"]
        reader.refuses = set()
        assert replay(reader.database, reader, reader.id_of("rule_broken")) == 3
        assert reader.has_of(ANNA) == [1, 3, 4]

    def test_that_was_replayed_has_been_seen(self, reader: Reader) -> None:
        """By a program of 0.1.0 an unknown type was parked and no mark moved."""
        reader.reads(unheard_of(ONE), TWO)
        with reader.database.transaction() as tx:
            tx.execute("DELETE FROM inbox_marks")
            headers = tx.execute("SELECT headers FROM parked WHERE reason = 'behind_parked'")[0]
            tx.execute("UPDATE parked SET headers = :headers WHERE reason = 'unknown_type'", headers)
        assert replay(reader.database, reader, reader.id_of("unknown_type")) == 2
        taken = len(reader.taken)
        reader.reads(TWO, cluster="wiped")
        assert len(reader.taken) == taken

    def test_leaves_its_place_in_a_topic_that_was_emptied_to_another(self, reader: Reader) -> None:
        for emptied in range(3):
            reader.reads(unheard_of(event(ANNA, emptied + 1)))
            reread(reader.database, Rereading("new", TOPIC, [Gap(0, wanted=1, begins=0, is_safe=False)]))
        reader.reads(event(BEA, 2))
        assert reader.reasons() == ["unknown_type"] * 3
        assert reader.has_of(BEA) == [2]
        assert discard(reader.database, reader.id_of("unknown_type"))
        assert len(reader.reasons()) == 2


class TestWhatAnotherHasSeenToMeanwhile:
    """Two inboxes have seen the same record wait, or an inbox and an operator."""

    @pytest.fixture
    def second(self, reader: Reader, monkeypatch: pytest.MonkeyPatch) -> Callable[[Meanwhile], None]:
        """Takes in what waited, after somebody else has done something about it."""
        reader.reads(TWO)
        with pytest.MonkeyPatch.context() as crash:
            crash.setattr(intake, "apply_deferred", lambda *_: 0)
            reader.reads(ONE, offset=1)
        take_in_all = intake._apply_all

        def after(meanwhile: Meanwhile) -> None:
            def too_late(database: Database, consumer: Consumer, ready: Sequence[Received]) -> None:
                monkeypatch.setattr(intake, "_apply_all", take_in_all)
                meanwhile()
                take_in_all(database, consumer, ready)

            monkeypatch.setattr(intake, "_apply_all", too_late)
            apply_deferred(reader.database, reader, TOPIC)

        return after

    def test_stays_parked(self, reader: Reader, second: Callable[[Meanwhile], None]) -> None:
        reader.refuses = {3}
        second(lambda: apply_deferred(reader.database, reader, TOPIC))
        assert reader.reasons() == ["rule_broken"]

    def test_stays_given_up(self, reader: Reader, second: Callable[[Meanwhile], None]) -> None:
        second(lambda: discard(reader.database, reader.id_of("came_ahead")))
        assert reader.has_of(ANNA) == [1]
        assert reader.reasons() == []


class TestAnEventThatCameAheadAndIsGivenUp:
    def test_has_not_been_seen_and_comes_again_in_its_turn(self, reader: Reader) -> None:
        reader.reads(TWO)
        assert discard(reader.database, reader.id_of("came_ahead"))
        reader.reads(ONE, TWO, offset=1)
        assert reader.has_of(ANNA) == [1, 3]


class TestReplay:
    def test_keeps_the_order_of_what_came_ahead_behind_what_is_parked(self, reader: Reader) -> None:
        reader.refuses = {1}
        reader.reads(ONE)
        reader.reads(event(ANNA, 9, after=7), event(ANNA, 7), offset=1)
        assert reader.reasons() == ["rule_broken", "behind_parked", "behind_parked"]
        reader.refuses = set()
        assert replay(reader.database, reader, reader.id_of("rule_broken")) == 3
        assert reader.has_of(ANNA) == [1, 7, 9]

    def test_of_what_came_ahead_does_without_what_it_follows(self, reader: Reader) -> None:
        reader.reads(TWO, THREE)
        assert replay(reader.database, reader, reader.id_of("came_ahead")) == 2
        assert reader.has_of(ANNA) == [3, 4]
        assert reader.reasons() == []

    def test_of_what_came_ahead_twice_has_one_effect(self, reader: Reader) -> None:
        reader.reads(TWO, TWO)
        assert replay(reader.database, reader, reader.id_of("came_ahead")) == 2
        assert reader.has_of(ANNA) == [3]
        assert reader.reasons() == []

    def test_of_what_came_ahead_takes_in_what_came_ahead_before_it(self, reader: Reader) -> None:
        reader.reads(THREE, TWO)
        assert replay(reader.database, reader, reader.id_of("came_ahead")) == 2
        assert reader.has_of(ANNA) == [3, 4]
        assert reader.reasons() == []

    def test_of_what_came_ahead_takes_in_what_is_parked_first(self, reader: Reader) -> None:
        reader.refuses = {1}
        reader.reads(THREE, ONE)
        reader.refuses = set()
        assert replay(reader.database, reader, reader.id_of("came_ahead")) == 2
        assert reader.has_of(ANNA) == [1, 4]

    def test_of_what_is_parked_leaves_what_came_ahead_to_its_turn(self, reader: Reader) -> None:
        reader.refuses = {1}
        reader.reads(THREE, ONE)
        reader.refuses = set()
        assert replay(reader.database, reader, reader.id_of("rule_broken")) == 1
        assert reader.has_of(ANNA) == [1]
        assert reader.reasons() == ["came_ahead"]

    def test_of_what_came_again_meanwhile_has_no_second_effect(self, reader: Reader) -> None:
        reader.reads(TWO)
        with pytest.MonkeyPatch.context() as crash:
            crash.setattr("samplan.bus.reading.intake.apply_deferred", lambda *_: 0)
            reader.reads(ONE, TWO, offset=1)
        replay(reader.database, reader, reader.id_of("came_ahead"))
        assert reader.has_of(ANNA) == [1, 3]
        assert count_parked(reader.database) == 0
