"""In any order and batches of records, a reader applies a prefix of each history (I2, I5, I6)."""

import tempfile
from contextlib import ExitStack

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from libs.bus.tests.disorder import ANNA, BEA, FIRST, LOG, SECOND, event, reader_on

from samplan.bus.reading.intake import replay
from samplan.bus.reading.parked import list_parked
from samplan.bus.reading.parked_rows import OUT_OF_ORDER
from samplan.contracts.envelope import Record

pytestmark = pytest.mark.slow

HISTORY = (
    *LOG,
    event(ANNA, 6, of=SECOND, after=4, previous=FIRST),
    event(BEA, 7, of=SECOND, after=5, previous=FIRST),
    event(ANNA, 8, of=SECOND, after=6, previous=SECOND),
)
IN_ORDER = {ANNA: [1, 3, 4, 6, 8], BEA: [2, 5, 7]}
PIECES = st.lists(st.sampled_from(HISTORY), min_size=1, max_size=4)
PLACES = st.tuples(st.sampled_from(["old", "new"]), st.integers(0, 1))


class AnyOrder(RuleBasedStateMachine):
    """Records of two clusters and partitions, temporary rule violations, crashes and an operator."""

    def __init__(self) -> None:
        super().__init__()
        self._open = ExitStack()
        folder = self._open.enter_context(tempfile.TemporaryDirectory())
        self._reader = self._open.enter_context(reader_on(f"sqlite:///{folder}/store.sqlite3"))
        self._ends: dict[tuple[str, int], int] = {}

    @rule(records=PIECES, place=PLACES)
    def receives(self, records: list[Record], place: tuple[str, int]) -> None:
        self._reads(records, place)

    @rule(place=PLACES, size=st.integers(1, len(HISTORY)))
    def is_filled_again(self, place: tuple[str, int], size: int) -> None:
        for start in range(0, len(HISTORY), size):
            self._reads(HISTORY[start : start + size], place)

    @rule(records=PIECES, place=PLACES)
    def crashes_before_applying_deferred_records(self, records: list[Record], place: tuple[str, int]) -> None:
        with pytest.MonkeyPatch.context() as crash:
            crash.setattr("samplan.bus.reading.intake.apply_deferred", lambda *_: 0)
            self._reads(records, place)

    @rule(sequence=st.integers(1, 8))
    def breaks_a_rule(self, sequence: int) -> None:
        self._reader.refuses.add(sequence)

    @rule()
    def fixes_the_rules(self) -> None:
        self._reader.refuses.clear()
        self._replays_all()

    @invariant()
    def each_history_is_in_order(self) -> None:
        for who, whole in IN_ORDER.items():
            applied = self._reader.applied_of(who)
            assert applied == whole[: len(applied)]

    def teardown(self) -> None:
        with self._open:
            self._reader.refuses.clear()
            self.is_filled_again(("new", 0), len(HISTORY))
            self._replays_all()
            assert {who: self._reader.applied_of(who) for who in IN_ORDER} == IN_ORDER
            assert self._reader.reasons() == []

    def _reads(self, records: list[Record] | tuple[Record, ...], place: tuple[str, int]) -> None:
        end = self._ends.get(place, 0)
        self._reader.reads(*records, cluster=place[0], partition=place[1], offset=end)
        self._ends[place] = end + len(records)

    def _replays_all(self) -> None:
        while waiting := [row for row in list_parked(self._reader.database) if row.reason != OUT_OF_ORDER]:
            replay(self._reader.database, self._reader, waiting[0].id)


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=40, stateful_step_count=12)
