"""Metrics of the store and its backlogs, measured every few seconds."""

from __future__ import annotations

from datetime import datetime

import msgspec

from samplan.bus.clock import now_utc
from samplan.bus.observe.telemetry import (
    ALL_SUBJECTS_CLOSED,
    DAMAGED,
    PARKED,
    RELAY_OLDEST,
    ROLE_UP,
    STORE_IN_USE,
    STORE_WAITING,
    SUBJECTS_CLOSED,
)
from samplan.bus.publishing.relay import Relay
from samplan.bus.reading.closings import EVERYONE, closed_subjects
from samplan.bus.reading.inbox import Inbox
from samplan.bus.reading.parked import count_parked
from samplan.bus.store.damage import count_damaged
from samplan.bus.store.transactions import Database


class _Stored(msgspec.Struct):
    """The part of a stored event that says how old it is."""

    timestamp: datetime


def measure(database: Database, relay: Relay | None, inbox: Inbox | None) -> None:
    """Measure the store, relay and inbox of this process. Raises the store's errors."""
    if relay:
        ROLE_UP.labels("relay").set(relay.is_publishing)
        RELAY_OLDEST.set(_seconds_unpublished(database, relay.reached()[0]))
    if inbox:
        ROLE_UP.labels("inbox").set(inbox.is_reading)
    connections = database.connections()
    STORE_IN_USE.set(connections.in_use)
    STORE_WAITING.set(connections.waiting)
    PARKED.set(count_parked(database))
    DAMAGED.set(count_damaged(database))
    closed = closed_subjects(database)
    SUBJECTS_CLOSED.set(len(closed - {EVERYONE}))
    ALL_SUBJECTS_CLOSED.set(EVERYONE in closed)


def _seconds_unpublished(database: Database, published: int) -> float:
    """The age of the oldest unpublished event; 0 when there is none."""
    oldest = database.notifications(published, 1)
    if not oldest:
        return 0.0
    stored_at = msgspec.json.decode(oldest[0].state, type=_Stored).timestamp
    return max(0.0, (now_utc() - stored_at).total_seconds())
