"""Obstacles that a programme has met, and when each was open: no person is in them (P-16)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from reporting.rows.projection import Projection
from reporting.rows.table import Table
from samplan.bus.store.transactions import Transaction
from samplan.contracts.codes import Agency
from samplan.contracts.codes.obstacles import ObstacleKind
from samplan.contracts.event import ContractEvent
from samplan.contracts.planning.plans import ObstacleEvent, ObstacleReported, ObstacleResolved


class Obstacle(Struct, frozen=True, kw_only=True):
    """`turns`: the days on which it was reported, resolved, reported again, …, divided by spaces."""

    obstacle_id: UUID
    programme: str | None = None
    kind: ObstacleKind | None = None
    agency: Agency | None = None
    turns: str = ""

    def spans(self, as_of: date) -> Iterator[tuple[date, date | None]]:
        """Each time that it was open, as it was at the end of a day; None: it still is."""
        days = [day for day in map(date.fromisoformat, self.turns.split()) if day <= as_of]
        yield from zip(days[::2], [*days[1::2], None], strict=False)


TABLE = Table("obstacles", Obstacle, ("obstacle_id",))


def fold(row: Obstacle, event: ContractEvent) -> Obstacle:
    """The row after the event; the same row when the obstacle is open, or resolved, already."""
    is_open = len(row.turns.split()) % 2 == 1
    match event:
        case ObstacleReported(programme=programme, kind=kind, agency=agency) if not is_open:
            return _turned(replace(row, programme=programme, kind=kind, agency=agency), event)
        case ObstacleResolved() if is_open:
            return _turned(row, event)
        case _:
            return row


def _turned(row: Obstacle, event: ContractEvent) -> Obstacle:
    return replace(row, turns=f"{row.turns} {event.occurred_on.isoformat()}".strip())


def _begin(event: ContractEvent) -> Obstacle | None:
    return Obstacle(obstacle_id=event.obstacle_id) if isinstance(event, ObstacleEvent) else None


PROJECTION = Projection(TABLE, _begin, fold)


def of_programme(tx: Transaction, programme: str) -> tuple[Obstacle, ...]:
    rows = tx.execute(
        "SELECT * FROM obstacles WHERE programme = :programme ORDER BY obstacle_id", {"programme": programme}
    )
    return msgspec.convert(rows, tuple[Obstacle, ...])
