"""How long does it take from enrolment to an agreed plan, against the limit?"""

from __future__ import annotations

from reporting.queries.answer import Answer, BySex, Definition, ShareBySex


class Bin(Answer):
    """Plans agreed between two days after enrolment, both included; `until` None: and later."""

    first_day: int
    last_day: int | None
    plans: BySex


class DaysToPlan(Answer):
    programme: str
    limit: int  # days
    definition: Definition
    agreed: BySex
    within_limit: ShareBySex  # of those agreed or overdue
    agreed_within_limit: ShareBySex  # of those agreed
    bins: tuple[Bin, ...]
    median: float | None
    quartiles: tuple[float, float] | None
