"""Freeze the public figures of a programme that is over."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from chassis.settings.programmes import Programme
from reporting.snapshots.snapshot import Snapshot, snapshot_of, take_snapshot
from samplan.bus.reading.catch_up import require_caught_up
from samplan.bus.store.transactions import Database


class NotFrozen(Exception):
    """Why the figures cannot be frozen; the message is for the operator."""

    reason: ClassVar[str]

    def __str__(self) -> str:
        return self.reason


class StillRuns(NotFrozen):
    reason = "the programme is not over: its figures are frozen from its last day on"


class AlreadyFrozen(NotFrozen):
    reason = "the programme's figures are already frozen, and cannot be frozen again"


def freeze(database: Database, programme: Programme, today: date) -> Snapshot:
    """Take the snapshot that everybody is shown from now on, as of the programme's last day.

    Raises StillRuns, AlreadyFrozen, and StillCatchingUp while not every event is applied.
    """
    last_day = programme.head.runs_until
    if last_day is None or last_day > today:
        raise StillRuns
    require_caught_up(database)
    with database.transaction() as tx:
        if snapshot_of(tx, programme.id):
            raise AlreadyFrozen
        return take_snapshot(tx, programme, last_day)
