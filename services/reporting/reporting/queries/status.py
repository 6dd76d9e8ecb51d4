"""How fresh is the view?"""

from __future__ import annotations

from datetime import datetime

from reporting.queries.answer import Answer


class Status(Answer):
    facts: int
    last_fact: int  # position of the newest fact; grows by one with each
    recorded_at: datetime | None  # when its owner recorded it
    folded_at: datetime | None  # when it reached the view
    delay_seconds: float | None  # between the two
    parked: int  # messages an operator has to look at
