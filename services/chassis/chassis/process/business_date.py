"""Shows operators the business date: a landscape that replays earlier years must be recognised."""

from __future__ import annotations

from datetime import date

import structlog

from chassis.decisions.clock import clock_of, today
from chassis.settings.clock_file import ClockUnreadable, date_in
from chassis.settings.environment import Settings
from samplan.bus.observe.telemetry import BUSINESS_DATE
from samplan.bus.store.transactions import Database

log = structlog.get_logger()

EPOCH = date(1970, 1, 1)


def warn_of_replay(settings: Settings) -> None:
    """Log a warning if the business date is that of a CLOCK_FILE. Raises ClockUnreadable."""
    if settings.clock_file is not None:
        day = date_in(settings.clock_file)
        log.warning("business_date_is_not_today", clock_file=str(settings.clock_file), business_date=f"{day}")


def why_no_date(settings: Settings) -> str | None:
    """Why the business date is unknown, or None."""
    try:
        if settings.clock_file is not None:
            date_in(settings.clock_file)
    except ClockUnreadable as error:
        return f"CLOCK_FILE {error}"
    return None


def show_business_date(settings: Settings, database: Database) -> None:
    """Set the metric. Raises the store's errors."""
    try:
        with clock_of(settings, database):
            BUSINESS_DATE.set((today() - EPOCH).days)
    except ClockUnreadable:
        BUSINESS_DATE.set(0)
