"""Catch-up: whether a service has applied everything published, kept in its store for all its processes.

An inbox may start after days of downtime in which consents have ended. Until it has applied everything that
was there at its start, no answer may be given and no event published that could change (I4, I20). After that
its report is valid as long as its lease (C-06), on the wall clock of its machine; the process that answers
also compares its own clock, which nobody can set.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from uuid import UUID
from weakref import WeakKeyDictionary

from samplan.bus.clock import now_utc, uptime
from samplan.bus.reading.closings import EVERYONE, closed_subjects, is_closed
from samplan.bus.reading.lease import LEASE_SECONDS, Lease
from samplan.bus.reading.rule_broken import RuleBroken
from samplan.bus.store.transactions import Database, Row, Transaction

VALID_FOR = timedelta(seconds=LEASE_SECONDS)
"""How long a report is valid at most: a crashed inbox cannot withdraw it."""
REPORT_EVERY_SECONDS = 10.0
ALWAYS = datetime.max.replace(tzinfo=UTC)
"""For tests, in which no inbox runs."""

_first_seen: WeakKeyDictionary[Database, tuple[str, float]] = WeakKeyDictionary()
"""Each store's latest report, and when this process has first seen it."""


class Answer:
    """One that is being made: until when it may be given, by the reports that it rests on."""

    def __init__(self) -> None:
        self.until = float("inf")

    @property
    def is_late(self) -> bool:
        return uptime() >= self.until


_answer: ContextVar[Answer | None] = ContextVar("answer", default=None)


@contextmanager
def answering() -> Iterator[Answer]:
    """A block, and the threads that it starts, that makes one answer."""
    answer = Answer()
    token = _answer.set(answer)
    try:
        yield answer
    finally:
        _answer.reset(token)


_UNTIL = "SELECT value FROM meta WHERE name = 'heard_all_until'"
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
    return _is_valid(database, _reported(database.query(_UNTIL))) and EVERYONE not in closed_subjects(
        database
    )


def is_open(database: Database, tx: Transaction, subjects: Iterable[UUID]) -> bool:
    """Within a transaction: whether the report is valid, and no parked record closes one of the subjects."""
    return _is_valid(database, _reported(tx.execute(_UNTIL))) and not is_closed(tx, subjects)


def _reported(rows: Sequence[Row]) -> str:
    return str(rows[0]["value"]) if rows else ""


def _is_valid(database: Database, until: str) -> bool:
    """A wall clock that is set back must not prolong a report."""
    if not until:
        return False
    known, seen_at = _first_seen.get(database, ("", 0.0))
    if known != until:
        _first_seen[database] = (until, seen_at := uptime())
    expires = datetime.fromisoformat(until)
    if expires == ALWAYS:
        return True
    asked_at = uptime()
    left = min((expires - now_utc()).total_seconds(), seen_at + LEASE_SECONDS - asked_at)
    if left > 0 and (answer := _answer.get()):
        answer.until = min(answer.until, asked_at + left)
    return left > 0


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
    if is_closed(store, subjects):
        raise StillCatchingUp


class CatchUpStatus:
    """The reports of one inbox: at once after a change, otherwise renewed regularly."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._caught_up: bool | None = None
        self._reported_at = float("-inf")

    async def report(self, lease: Lease, *, is_applied: bool, has_failed: bool = False) -> None:
        """Report whether everything is applied, as long as the lease is valid.

        The report of an earlier process is valid until its time, unless this one `has_failed`.
        """
        now = now_utc()  # before the lease is asked: a process may be frozen between the two
        left = lease.left
        caught_up = is_applied and left > 0
        is_due = caught_up and uptime() - self._reported_at > REPORT_EVERY_SECONDS
        before = self._caught_up if has_failed else bool(self._caught_up)
        if caught_up == before and not is_due:
            return
        if caught_up:
            await asyncio.to_thread(report_caught_up, self._database, now + timedelta(seconds=left))
        else:
            await asyncio.to_thread(report_behind, self._database)
        self._caught_up, self._reported_at = caught_up, uptime()


def _set_until(database: Database, until: str) -> None:
    with database.transaction() as tx:
        tx.execute(_SET_UNTIL, {"until": until})
