"""What had been heard by the end of each day: the last fact that each business date brought."""

from __future__ import annotations

from datetime import date

from samplan.bus.store.transactions import Transaction


class NotHeardYet(Exception):
    """There is no such fact yet."""


def note_heard(tx: Transaction, day: date, position: int) -> None:
    """The facts up to the position are heard. A date that a replay has set back counts as the latest one."""
    tx.execute(
        "INSERT INTO heard SELECT CASE WHEN day > :day THEN day ELSE :day END, :position FROM"
        " (SELECT COALESCE(MAX(day), :day) AS day FROM heard) AS latest WHERE true"
        " ON CONFLICT (day) DO UPDATE SET position = excluded.position",
        {"day": day.isoformat(), "position": position},
    )


def last_heard_on(tx: Transaction, day: date) -> int:
    """The position at the end of the day; 0 before the first fact."""
    [row] = tx.execute(
        "SELECT COALESCE(MAX(position), 0) AS position FROM heard WHERE day <= :day",
        {"day": day.isoformat()},
    )
    return int(row["position"])


def day_heard(tx: Transaction, position: int) -> date | None:
    """The day on which the fact was heard; None before the first one."""
    rows = tx.execute(
        "SELECT MIN(day) AS day FROM heard WHERE position >= :position AND :position > 0",
        {"position": position},
    )
    return date.fromisoformat(rows[0]["day"]) if rows[0]["day"] else None
