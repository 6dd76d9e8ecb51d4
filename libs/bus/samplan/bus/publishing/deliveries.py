"""What a relay asks of the store that decides what is delivered to each recipient."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple, Protocol

from samplan.contracts.envelope import Record


class Batch(NamedTuple):
    """Records of one topic, in order, up to a sequence of its epoch."""

    topic: str
    records: Sequence[Record]
    epoch: str
    until: int


class Due(NamedTuple):
    """`is_all`: nothing more can be sent now."""

    batches: Sequence[Batch]
    is_all: bool


class Delivering(Protocol):
    """Decides what each recipient is told, in the store, and knows what was sent to which cluster."""

    @property
    def topics(self) -> tuple[str, ...]: ...

    def begin(self, cluster: str, heads: Mapping[str, int], never_written: Collection[str]) -> None:
        """The relay is connected. `heads`: the last sequence of each source that its topic shows."""

    def due(self, cluster: str) -> Due: ...

    def note_sent(self, batch: Batch) -> None: ...
