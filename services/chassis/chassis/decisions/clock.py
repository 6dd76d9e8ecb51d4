"""The business date: today in Stockholm, unless a landscape replays earlier years.

Then it is the date in CLOCK_FILE or, in development, the day of the last `tick --as-of`. Leases, timeouts
and catching up never use it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import cache, partial
from zoneinfo import ZoneInfo

from chassis.settings.clock_file import date_in
from chassis.settings.environment import Settings
from samplan.bus.store.transactions import Database

STOCKHOLM = ZoneInfo("Europe/Stockholm")

_MOVED = (
    "INSERT INTO meta VALUES ('business_date', :day) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)
Clock = Callable[[], date | None]
"""Returns the business date, or None for the date in Stockholm."""
_clock: ContextVar[Clock | None] = ContextVar("clock", default=None)


def today() -> date:
    """The business date. Rules that say *today* use it, and dates after it are in the future.

    Raises ClockUnreadable.
    """
    clock = _clock.get()
    return (clock and clock()) or datetime.now(STOCKHOLM).date()


@contextmanager
def clock_of(settings: Settings, database: Database) -> Iterator[None]:
    """Within the block `today` does not change: it is the service's business date."""
    clock = _clock_of(settings, database)
    token = _clock.set(clock and cache(clock))
    try:
        yield
    finally:
        _clock.reset(token)


def _clock_of(settings: Settings, database: Database) -> Clock | None:
    if settings.clock_file is not None:
        return partial(date_in, settings.clock_file)
    return partial(moved_to, database) if settings.is_development else None


def move_clock(settings: Settings, database: Database, day: date) -> None:
    """In development, make the day the business date of every process on this store.

    With a CLOCK_FILE it has no effect: the writer of that file moves the clock.
    """
    if settings.is_development:
        with database.transaction() as tx:
            tx.execute(_MOVED, {"day": day.isoformat()})


def moved_to(database: Database) -> date | None:
    """The day that the clock was last moved to; None if it was never moved."""
    rows = database.query("SELECT value FROM meta WHERE name = 'business_date'")
    return next((date.fromisoformat(row["value"]) for row in rows), None)
