"""How fresh is the view?"""

from __future__ import annotations

from datetime import datetime

from reporting.answers.answer import Answer
from reporting.projection.head import head_of
from samplan.bus.reading.parked import count_parked
from samplan.bus.store.transactions import Database


class Status(Answer):
    facts: int
    last_fact: int  # position of the newest fact; grows by one with each
    recorded_at: datetime | None  # when its owner recorded it
    folded_at: datetime | None  # when it reached the view
    delay_seconds: float | None  # between the two
    parked: int  # messages an operator has to look at
    lag: int | None  # messages in the topics that are not taken in yet; None: another process reads them


def status(database: Database, lag: int | None) -> Status:
    head = head_of(database)
    delay = (head.folded_at - head.recorded_at) if head.folded_at and head.recorded_at else None
    return Status(
        facts=head.position,
        last_fact=head.position,
        recorded_at=head.recorded_at,
        folded_at=head.folded_at,
        delay_seconds=delay.total_seconds() if delay is not None else None,
        parked=count_parked(database),
        lag=lag,
    )
