"""The business date: today in Stockholm or, in development, the day of the last `tick --as-of`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from chassis.settings.environment import Settings
from samplan.bus.store.transactions import Database

STOCKHOLM = ZoneInfo("Europe/Stockholm")

_MOVED = (
    "INSERT INTO meta VALUES ('business_date', :day) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)
_moved: ContextVar[Callable[[], date | None] | None] = ContextVar("moved", default=None)


def today() -> date:
    """The business date. Rules that say *today* use it, and dates after it are in the future."""
    moved = _moved.get()
    return (moved and moved()) or datetime.now(STOCKHOLM).date()


@contextmanager
def clock_of(settings: Settings, database: Database) -> Iterator[None]:
    """Within the block `today` does not change: in development it is the date of the store's clock."""
    read_once = cache(lambda: moved_to(database))
    token = _moved.set(read_once if settings.is_development else None)
    try:
        yield
    finally:
        _moved.reset(token)


def move_clock(settings: Settings, database: Database, day: date) -> None:
    """In development, make the day the business date of every process on this store."""
    if settings.is_development:
        with database.transaction() as tx:
            tx.execute(_MOVED, {"day": day.isoformat()})


def moved_to(database: Database) -> date | None:
    """The day that the clock was last moved to; None if it was never moved."""
    rows = database.query("SELECT value FROM meta WHERE name = 'business_date'")
    return next((date.fromisoformat(row["value"]) for row in rows), None)
