"""What day it is: the date in Stockholm or, in development, the day of the last `tick --as-of`."""

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
    """The business date, which decides what lies in the past: rules that say *today* ask for it."""
    moved = _moved.get()
    return (moved and moved()) or datetime.now(STOCKHOLM).date()


@contextmanager
def clock_of(settings: Settings, database: Database) -> Iterator[None]:
    """Within the block `today` is one day: in development that of this store's clock."""
    asked_once = cache(lambda: moved_to(database))
    token = _moved.set(asked_once if settings.is_development else None)
    try:
        yield
    finally:
        _moved.reset(token)


def move_clock(settings: Settings, database: Database, day: date) -> None:
    """In development the day is today from now on, in every process on this store."""
    if settings.is_development:
        with database.transaction() as tx:
            tx.execute(_MOVED, {"day": day.isoformat()})


def moved_to(database: Database) -> date | None:
    """The day that the clock was moved to last; None before that."""
    rows = database.query("SELECT value FROM meta WHERE name = 'business_date'")
    return next((date.fromisoformat(row["value"]) for row in rows), None)
