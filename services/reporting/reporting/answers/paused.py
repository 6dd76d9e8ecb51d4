"""When a programme takes no referrals: what disturbs every figure over time."""

from __future__ import annotations

from datetime import date

from reporting.answers.answer import Answer


class Paused(Answer):
    """From one day to another, both included; None: until further notice."""

    first_day: date
    last_day: date | None
    reason: str
