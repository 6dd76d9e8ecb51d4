"""The metrics that alert rules watch (deploy/prometheus/alerts.yaml)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from eventsourcing.persistence import PersistenceError

from samplan.bus.observe.telemetry import CLOCK_EXPECTED, CLOCK_TICKED, READY, ROLE_STOPPED
from samplan.bus.publishing.relay import Relay
from samplan.bus.reading.inbox import Inbox
from samplan.bus.store.transactions import Database

Check = Callable[[], str | None]

REASONS = {
    "relay": ("StoreIsBehindItsHead", "Untranslatable"),
    "inbox": ("Trimmed", "ProgramFault", "ParkedFull"),
}
"""The failures that stop a role until an operator acts or a fixed program is deployed."""
EPOCH = date(1970, 1, 1)

_TICKED = (
    "INSERT INTO meta VALUES ('ticked_on', :day)"
    " ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE meta.value < excluded.value"
)


def note_tick(database: Database, day: date) -> None:
    """Record the day of the latest tick, whichever process ran it."""
    with database.transaction() as tx:
        tx.execute(_TICKED, {"day": day.isoformat()})


def sound_alarms(
    database: Database, checks: Iterable[Check], relay: Relay | None, inbox: Inbox | None, *, has_clock: bool
) -> None:
    """Set the metrics for readiness, stopped roles and the clock. Raises the store's errors."""
    READY.set(all(_passes(check) for check in checks))
    for role, part in (("relay", relay), ("inbox", inbox)):
        for reason in REASONS[role] if part else ():
            has_stopped = part is not None and (part.failure or "").startswith(reason)
            ROLE_STOPPED.labels(role, reason).set(has_stopped)
    CLOCK_EXPECTED.set(has_clock)
    for row in database.query("SELECT value FROM meta WHERE name = 'ticked_on'"):
        CLOCK_TICKED.set((date.fromisoformat(row["value"]) - EPOCH).days)


def _passes(check: Check) -> bool:
    try:
        return check() is None
    except PersistenceError:
        return False
