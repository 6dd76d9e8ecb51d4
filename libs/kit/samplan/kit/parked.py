"""Events that could not be applied: they wait in the store until they are replayed or discarded."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from samplan.bus.reading.intake import Consumer, replay
from samplan.bus.reading.parked import ParkedRow, discard, list_parked
from samplan.bus.store.transactions import Database


class Parked:
    """The parked events of an agency's system. Later events about the same subject wait behind them."""

    def __init__(self, database: Callable[[], Database], consumer: Consumer) -> None:
        self._database = database
        self._consumer = consumer

    def list(self) -> Sequence[ParkedRow]:
        """All parked events, oldest first: their places and reasons, not their content."""
        return list_parked(self._database())

    def replay(self, parked_id: str) -> int:
        """Apply one again, and those that wait behind it; how many. Raises what the handler raises."""
        return replay(self._database(), self._consumer, parked_id)

    def discard(self, parked_id: str, operator: str | None = None) -> bool:
        """Discard one. Raises NeedsAnotherOperator for one that may end any sharing, until two have asked."""
        return discard(self._database(), parked_id, operator)
