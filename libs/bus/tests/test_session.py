"""What a session with a cluster makes of offsets that do not fit: wiped, trimmed, passed over (I9, I19)."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from aiokafka import TopicPartition
from prometheus_client import REGISTRY

from chassis.store.database import open_database
from samplan.bus.kafka.client import Cluster, ClusterChanged
from samplan.bus.kafka.received import Received
from samplan.bus.observe.telemetry import INBOX_LAG
from samplan.bus.reading.breaker import Guarded, Limits
from samplan.bus.reading.parked import list_parked
from samplan.bus.reading.session import Session, Trimmed
from samplan.bus.store.migrations import migrate
from samplan.bus.store.transactions import Database, Transaction
from samplan.testing.specimen import SPECIMEN


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    database = open_database(f"sqlite:///{tmp_path}/store.sqlite3")
    migrate(database, SPECIMEN.all_migrations, event_store=True)
    yield database
    database.close()


PLACE = TopicPartition("af.planning.v1", 0)


class SomeCluster:
    """Answers, after so many times, that it is another cluster than it was."""

    id = "old"

    def __init__(self, wiped_after: int = 1000) -> None:
        self._left = wiped_after

    async def check(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise ClusterChanged

    async def topics(self) -> Mapping[str, object]:
        return {}


class Library:
    """The library's consumer of one partition, which holds records from one offset up to another."""

    def __init__(self, begin: int, end: int) -> None:
        self._begin, self._end = begin, end
        self.sought: list[int] = []

    def assignment(self) -> set[TopicPartition]:
        return {PLACE}

    async def beginning_offsets(self, places: Sequence[TopicPartition]) -> Mapping[TopicPartition, int]:
        return dict.fromkeys(places, self._begin)

    async def end_offsets(self, places: Sequence[TopicPartition]) -> Mapping[TopicPartition, int]:
        return dict.fromkeys(places, self._end)

    def seek(self, _place: TopicPartition, offset: int) -> None:
        self.sought.append(offset)


class Parking:
    """A session that has come to offset 7, and parks what it is given: nobody can read it."""

    def __init__(self, store: Database, library: Library, cluster: SomeCluster | None = None) -> None:
        guarded = Guarded(self._apply, Limits())
        self.session = Session(store, guarded, cast(Cluster, cluster or SomeCluster()), PLACE.topic)
        self.session._reader = library
        self.session._next = {PLACE: 7}
        self.session._topics = frozenset({PLACE.topic})
        self._store = store

    def _apply(self, _tx: Transaction, _received: Sequence[Received]) -> None:
        raise AssertionError

    async def take(self, *offsets: int) -> None:
        place = {"topic": PLACE.topic, "partition": PLACE.partition, "key": None, "value": b"", "headers": ()}
        await self.session.apply(tuple(SimpleNamespace(**place, offset=offset) for offset in offsets))

    @property
    def taken(self) -> list[int]:
        return [row.offset for row in list_parked(self._store)]


class TestAWipedCluster:
    """Its offsets look like the old one's: what was read belongs to a log that is gone, or to a new one."""

    async def test_is_noticed_before_anything_is_taken_in(self, store: Database) -> None:
        parking = Parking(store, Library(0, 9), SomeCluster(wiped_after=0))
        with pytest.raises(ClusterChanged):
            await parking.take(7)
        assert parking.taken == []

    async def test_is_noticed_before_anything_is_given_up(self, store: Database) -> None:
        with pytest.raises(ClusterChanged):
            await Parking(store, Library(0, 0), SomeCluster(wiped_after=1)).session.refresh_metadata()

    async def test_leaves_no_figure_of_the_old_one(self, store: Database) -> None:
        place = {"topic": "gone.planning.v1", "partition": "5"}
        INBOX_LAG.labels(**place).set(7)
        Parking(store, Library(0, 9))
        assert REGISTRY.get_sample_value("samplan_inbox_lag_records", place) is None


class TestATopicThatHasLostRecords:
    @pytest.mark.parametrize(("begin", "end"), [(8, 9), (0, 6)], ids=["trimmed", "made anew"])
    async def test_stops_the_session_that_has_come_so_far(
        self, begin: int, end: int, store: Database
    ) -> None:
        with pytest.raises(Trimmed):
            await Parking(store, Library(begin, end)).session.refresh_metadata()

    @pytest.mark.parametrize(("begin", "end", "first"), [(8, 9, 8), (0, 6, 0)], ids=["trimmed", "made anew"])
    async def test_gives_nothing_of_what_is_left(
        self, begin: int, end: int, first: int, store: Database
    ) -> None:
        parking = Parking(store, Library(begin, end))
        with pytest.raises(Trimmed):
            await parking.take(first)
        assert parking.taken == []


class TestABatchThatBeginsElsewhere:
    async def test_before_the_position_is_taken_in_from_there(self, store: Database) -> None:
        parking = Parking(store, Library(0, 9))
        await parking.take(5, 6, 7, 8)
        assert parking.taken == [7, 8]

    async def test_and_ends_before_the_position_is_dropped_and_sought(self, store: Database) -> None:
        library = Library(0, 9)
        parking = Parking(store, library)
        await parking.take(0, 1, 2)
        assert (parking.taken, library.sought) == ([], [7])

    async def test_beyond_the_position_is_no_reason_to_skip(self, store: Database) -> None:
        library = Library(0, 10)
        parking = Parking(store, library)
        await parking.take(8, 9)
        assert (parking.taken, library.sought) == ([], [7])
        await parking.take(7, 8, 9)
        assert parking.taken == [7, 8, 9]

    async def test_beyond_a_hole_is_taken_in_once_what_is_next_was_asked_for(self, store: Database) -> None:
        """A transaction's end has an offset, and is no record."""
        parking = Parking(store, Library(0, 10))
        await parking.take(8, 9)
        await parking.take(8, 9)
        assert parking.taken == [8, 9]
