"""Catch-up: whether a service has applied everything published, kept in its store for all its processes.

An inbox may start after days of downtime in which consents have ended. Until it has applied everything that
was there at its start, no answer may be given and no event published that could change (I4, I20).
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from uuid import UUID

from eventsourcing.persistence import PersistenceError

from samplan.bus.clock import now_utc
from samplan.bus.reading.closings import EVERYONE, closed_subjects
from samplan.bus.reading.rule_broken import RuleBroken
from samplan.bus.store.transactions import Database, Transaction

VALID_FOR = timedelta(seconds=60)
"""How long a report is valid: a crashed inbox cannot withdraw it."""
REPORT_EVERY_SECONDS = 10.0
ALWAYS = datetime.max.replace(tzinfo=UTC)

_SET_UNTIL = (
    "INSERT INTO meta VALUES ('heard_all_until', :until)"
    " ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)


def report_behind(database: Database) -> None:
    """Report that some record may not be applied yet."""
    _set_until(database, "")


def report_caught_up(database: Database, until: datetime | None = None) -> None:
    """Report that everything is applied; valid for one minute, or until the given time."""
    _set_until(database, (until or now_utc() + VALID_FOR).isoformat())


def is_caught_up(database: Database) -> bool:
    """Whether an inbox's report of it is still valid, and no parked record closes every subject."""
    rows = database.query("SELECT value FROM meta WHERE name = 'heard_all_until'")
    until = rows[0]["value"] if rows else ""
    is_valid = bool(until) and now_utc() < datetime.fromisoformat(until)
    return is_valid and EVERYONE not in closed_subjects(database)


class StillCatchingUp(RuleBroken):
    """The answer depends on a consent that may have ended: it has to wait until every record is handled."""

    code = "catching_up"
    status = 503
    title = (
        "A consent that this depends on may have ended, and not every event is applied yet: try again later"
    )


def require_caught_up(database: Database) -> None:
    """For a clock whose facts are published. Raises StillCatchingUp."""
    if not is_caught_up(database):
        raise StillCatchingUp


def require_open(store: Database | Transaction, subjects: Iterable[UUID]) -> None:
    """For an answer that depends on these subjects. Raises StillCatchingUp while one is closed (I24)."""
    if not {EVERYONE, *map(str, subjects)}.isdisjoint(closed_subjects(store)):
        raise StillCatchingUp


class CatchUpStatus:
    """The reports of one inbox: at once after a change, otherwise renewed regularly."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._caught_up = False
        self._reported_at = float("-inf")

    async def report(self, *, caught_up: bool) -> None:
        is_due = caught_up and time.monotonic() - self._reported_at > REPORT_EVERY_SECONDS
        if caught_up != self._caught_up or is_due:
            await asyncio.to_thread(report_caught_up if caught_up else report_behind, self._database)
            self._caught_up, self._reported_at = caught_up, time.monotonic()

    async def keep(self) -> None:
        """Renew the last report: while the broker is away, nothing new can have been published to us."""
        with contextlib.suppress(PersistenceError):
            await self.report(caught_up=self._caught_up)


def _set_until(database: Database, until: str) -> None:
    with database.transaction() as tx:
        tx.execute(_SET_UNTIL, {"until": until})
