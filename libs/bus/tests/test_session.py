"""How a session handles unexpected offsets: wiped, trimmed and skipped records (I9, I19)."""

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import cast

import pytest
from aiokafka import TopicPartition
from prometheus_client import REGISTRY

from samplan.bus.kafka.client import Cluster, ClusterChanged
from samplan.bus.kafka.received import Received
from samplan.bus.kafka.trust import ANYTHING
from samplan.bus.observe.telemetry import INBOX_LAG
from samplan.bus.reading.breaker import Guarded, Limits
from samplan.bus.reading.lease import Lease
from samplan.bus.reading.parked import list_parked
from samplan.bus.reading.session import Session, Trimmed
from samplan.bus.store.transactions import Database, Transaction

PLACE = TopicPartition("af.planning.v1", 0)


class SomeCluster:
    """After a number of checks it is another cluster."""

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
    """The library's consumer of one partition, with the offsets that the partition holds."""

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
    """A session at offset 7 that parks every record, because none can be decoded."""

    def __init__(self, store: Database, library: Library, cluster: SomeCluster | None = None) -> None:
        guarded = Guarded(self._apply, Limits())
        of = cast(Cluster, cluster or SomeCluster())
        self.session = Session(store, guarded, of, ANYTHING, PLACE.topic, Lease())
        self.session._reader = library
        self.session._next = {PLACE: 7}
        self.session._topics = frozenset({PLACE.topic})
        self._store = store

    def _apply(self, _tx: Transaction, _received: Sequence[Received]) -> None:
        raise AssertionError

    async def receive(self, *offsets: int) -> None:
        place = {"topic": PLACE.topic, "partition": PLACE.partition, "key": None, "value": b"", "headers": ()}
        await self.session.apply(tuple(SimpleNamespace(**place, offset=offset) for offset in offsets))

    @property
    def parked(self) -> list[int]:
        return [row.offset for row in list_parked(self._store)]


class TestAWipedCluster:
    """Its offsets look like the old cluster's, but belong to another log."""

    async def test_is_noticed_before_anything_is_applied(self, store: Database) -> None:
        parking = Parking(store, Library(0, 9), SomeCluster(wiped_after=0))
        with pytest.raises(ClusterChanged):
            await parking.receive(7)
        assert parking.parked == []

    async def test_is_noticed_before_the_topic_counts_as_trimmed(self, store: Database) -> None:
        with pytest.raises(ClusterChanged):
            await Parking(store, Library(0, 0), SomeCluster(wiped_after=1)).session.refresh_metadata()

    async def test_leaves_no_lag_of_the_old_one(self, store: Database) -> None:
        place = {"topic": "gone.planning.v1", "partition": "5"}
        INBOX_LAG.labels(**place).set(7)
        Parking(store, Library(0, 9))
        assert REGISTRY.get_sample_value("samplan_inbox_lag_records", place) is None


class TestATopicThatHasLostRecords:
    @pytest.mark.parametrize(("begin", "end"), [(8, 9), (0, 6)], ids=["trimmed", "recreated"])
    async def test_stops_a_session_whose_position_is_gone(
        self, begin: int, end: int, store: Database
    ) -> None:
        with pytest.raises(Trimmed):
            await Parking(store, Library(begin, end)).session.refresh_metadata()

    @pytest.mark.parametrize(("begin", "end", "first"), [(8, 9, 8), (0, 6, 0)], ids=["trimmed", "recreated"])
    async def test_applies_nothing_of_the_remaining_records(
        self, begin: int, end: int, first: int, store: Database
    ) -> None:
        parking = Parking(store, Library(begin, end))
        with pytest.raises(Trimmed):
            await parking.receive(first)
        assert parking.parked == []


class TestABatch:
    async def test_that_begins_before_the_position_is_applied_from_the_position(
        self, store: Database
    ) -> None:
        parking = Parking(store, Library(0, 9))
        await parking.receive(5, 6, 7, 8)
        assert parking.parked == [7, 8]

    async def test_that_ends_before_the_position_is_dropped(self, store: Database) -> None:
        library = Library(0, 9)
        parking = Parking(store, library)
        await parking.receive(0, 1, 2)
        assert (parking.parked, library.sought) == ([], [7])

    async def test_beyond_the_position_does_not_skip_records(self, store: Database) -> None:
        library = Library(0, 10)
        parking = Parking(store, library)
        await parking.receive(8, 9)
        assert (parking.parked, library.sought) == ([], [7])
        await parking.receive(7, 8, 9)
        assert parking.parked == [7, 8, 9]

    async def test_beyond_a_gap_is_applied_after_a_second_seek(self, store: Database) -> None:
        """The end marker of a transaction has an offset but is not a record."""
        parking = Parking(store, Library(0, 10))
        await parking.receive(8, 9)
        await parking.receive(8, 9)
        assert parking.parked == [8, 9]
