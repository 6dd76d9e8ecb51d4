"""Random stories of one subject's records: any order, unreadable records, repeats, an operator's actions."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping, Sequence

from hypothesis import strategies as st

from samplan.bus.kafka.received import Received
from samplan.bus.reading.parked import discard, list_parked
from samplan.bus.reading.rule_broken import RuleBroken
from samplan.testing.harness import ServiceUnderTest

GARBAGE, DISCARD, REPLAY, REPEAT = "garbage", "discard", "replay", "repeat"
UNREADABLE = "missing_envelope"
_OF_THE_INBOX = ("parked", "forgotten", "early_endings", "inbox_marks", "inbox_positions")

Step = tuple[str, int]
Arrival = Callable[[], Sequence[Received]]


@st.composite
def stories(draw: st.DrawFn, names: Sequence[str]) -> list[Step]:
    """Each named event arrives once, in any order; other steps happen between them."""
    other_step = st.tuples(st.sampled_from([GARBAGE, DISCARD, REPLAY, REPEAT]), st.integers(0, 3))
    story: list[Step] = []
    for name in draw(st.permutations(names)):
        story += [*draw(st.lists(other_step, max_size=3)), (name, 0)]
    return [*story, *draw(st.lists(other_step, max_size=4))]


class Upsets:
    """Runs a story on one service, and keeps the received records to repeat them."""

    def __init__(
        self, service: ServiceUnderTest, *, topic: str, key: str, arrivals: Mapping[str, Arrival]
    ) -> None:
        self.service = service
        self._topic = topic
        self._key = key.encode()
        self._arrivals = arrivals
        self.arrived: dict[str, Sequence[Received]] = {}

    @property
    def has_garbage(self) -> bool:
        """Whether an unreadable record is parked."""
        return any(row.reason == UNREADABLE for row in list_parked(self.service.database))

    def befall(self, step: Step) -> None:
        """Perform one step."""
        name, which = step
        match name:
            case "garbage":
                self.service.receive_raw(self._topic, self._key, b"{not json")
            case "discard":
                self._discard_garbage()
            case "replay":
                self._replay(which)
            case "repeat":
                for batch in list(self.arrived.values())[which : which + 2]:
                    self.service.redeliver(batch)
            case _:
                self.arrived[name] = self._arrivals[name]()

    def settle(self) -> None:
        """Repeat all records, and let the operator handle all parked records."""
        for batch in self.arrived.values():
            self.service.redeliver(batch)
        while self.has_garbage:
            self._discard_garbage()
        while waiting := list_parked(self.service.database):
            self.service.replay(waiting[0].id)

    def _discard_garbage(self) -> None:
        garbage = [row for row in list_parked(self.service.database) if row.reason == UNREADABLE]
        for row in garbage[:1]:
            assert discard(self.service.database, row.id)

    def _replay(self, which: int) -> None:
        for row in list_parked(self.service.database)[which : which + 1]:
            with contextlib.suppress(ValueError, RuleBroken):  # still unreadable, or still closed
                self.service.replay(row.id)


def forget_everything(service: ServiceUnderTest, *tables: str) -> None:
    """Empty these tables and the inbox's own, for the next story."""
    with service.database.transaction() as tx:
        for table in (*tables, *_OF_THE_INBOX):
            tx.execute(f"DELETE FROM {table}")  # noqa: S608  # our own names
