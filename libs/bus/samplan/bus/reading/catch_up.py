"""Whether a service has heard what there was to hear, as its store says: another process may have to know.

An inbox that begins may find that it was away for days, and that consents have ended meanwhile. Until it has
taken in what was there when it began, nothing may be told that it would change (I4, I20).
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

LASTS = timedelta(seconds=60)
"""For how long an inbox' word holds: one that has died says nothing."""
GIVEN_EVERY_SECONDS = 10.0
ALWAYS = datetime.max.replace(tzinfo=UTC)

_SAY = (
    "INSERT INTO meta VALUES ('heard_all_until', :until)"
    " ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)


def report_behind(database: Database) -> None:
    """There is something that was not taken in yet, or nobody knows."""
    _say(database, "")


def report_caught_up(database: Database, until: datetime | None = None) -> None:
    """All is taken in; for the next minute, unless until another time."""
    _say(database, (until or now_utc() + LASTS).isoformat())


def is_caught_up(database: Database) -> bool:
    """Whether an inbox has said so and may still be believed, and no parked record closes everything."""
    rows = database.query("SELECT value FROM meta WHERE name = 'heard_all_until'")
    until = rows[0]["value"] if rows else ""
    is_believed = bool(until) and now_utc() < datetime.fromisoformat(until)
    return is_believed and EVERYONE not in closed_subjects(database)


class StillCatchingUp(RuleBroken):
    """An answer would rest on what may have ended: it is given once all is heard, or seen to."""

    code = "catching_up"
    status = 503
    title = "A consent that this rests on may have ended, and not everything is read yet: ask again"


def require_caught_up(database: Database) -> None:
    """For a clock whose facts are told. Raises StillCatchingUp."""
    if not is_caught_up(database):
        raise StillCatchingUp


def require_open(store: Database | Transaction, subjects: Iterable[UUID]) -> None:
    """For an answer that rests on these. Raises StillCatchingUp while one of them is closed (I24)."""
    if not {EVERYONE, *map(str, subjects)}.isdisjoint(closed_subjects(store)):
        raise StillCatchingUp


class CatchUpStatus:
    """What one inbox says: at once when it has changed, else now and then, as long as it holds."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._caught_up = False
        self._given_at = float("-inf")

    async def report(self, *, caught_up: bool) -> None:
        is_due = caught_up and time.monotonic() - self._given_at > GIVEN_EVERY_SECONDS
        if caught_up != self._caught_up or is_due:
            await asyncio.to_thread(report_caught_up if caught_up else report_behind, self._database)
            self._caught_up, self._given_at = caught_up, time.monotonic()

    async def keep(self) -> None:
        """Stand by it: while the broker is away nobody can have told us anything."""
        with contextlib.suppress(PersistenceError):
            await self.report(caught_up=self._caught_up)


def _say(database: Database, until: str) -> None:
    with database.transaction() as tx:
        tx.execute(_SAY, {"until": until})
