"""Freeze the public figures of a programme that is over, proved free of disclosure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from chassis.settings.programmes import Programme
from reporting.cubes.census import tally
from reporting.cubes.table import CUBES
from reporting.disclosure_control.view import published_view
from reporting.projection.head import Head, head_in
from reporting.releases.judge import NotSafe, judge
from reporting.snapshots.snapshot import Frozen, Snapshot, snapshot_of, take_snapshot
from samplan.bus.reading.catch_up import require_caught_up
from samplan.bus.store.transactions import Database, Row


class NotFrozen(Exception):
    """Why the figures cannot be frozen; the message is for the operator."""

    reason: ClassVar[str]

    def __str__(self) -> str:
        return self.reason


class StillRuns(NotFrozen):
    reason = "the programme is not over: its figures are frozen from its last day on"


class CannotBeSafe(NotFrozen):
    reason = "it could not be shown that the figures are free of disclosure, whatever is withheld"


class AlreadyFrozen(NotFrozen):
    reason = "the programme's figures are already frozen, and cannot be frozen again"


def freeze(database: Database, programme: Programme, today: date) -> Snapshot:
    """Take the snapshot that everybody is shown from now on, as of the programme's last day.

    Raises StillRuns, AlreadyFrozen, CannotBeSafe, and StillCatchingUp while not every event is applied.
    """
    last_day = programme.head.runs_until
    if last_day is None or last_day > today:
        raise StillRuns
    require_caught_up(database)
    with database.reading() as tx:
        if snapshot_of(tx, programme.id):
            raise AlreadyFrozen
        cells, head = CUBES.of_programme(tx, programme.id, last_day), head_in(tx)
    frozen = _proved(programme, last_day, cells, head)  # takes seconds: outside the transaction
    with database.transaction() as tx:
        if snapshot_of(tx, programme.id):
            raise AlreadyFrozen
        return take_snapshot(tx, programme.id, last_day, frozen)


def _proved(programme: Programme, as_of: date, cells: Sequence[Row], head: Head) -> Frozen:
    view = published_view(tally(programme, as_of, cells), head)
    try:
        judged = judge(view, f"{programme.id} {as_of}")
    except NotSafe:
        raise CannotBeSafe from None
    return Frozen(
        last_fact=head.position,
        cells=[dict(cell) for cell in cells],
        hidden=sorted(judged.hidden),
        release=judged.release,
        proof=judged.proof,
    )
