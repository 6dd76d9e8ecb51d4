"""The stored snapshots: one row for each programme, written once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import msgspec

from chassis.settings.programmes import Programme
from reporting.cubes.table import CUBES
from reporting.projection.head import head_in
from samplan.bus.clock import now_utc
from samplan.bus.store.transactions import Row, Transaction

SNAPSHOTS = """CREATE TABLE snapshots (
    programme TEXT PRIMARY KEY, as_of TEXT NOT NULL, taken_at TEXT NOT NULL,
    last_fact BIGINT NOT NULL, cells TEXT NOT NULL)"""


class Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """The cells of a programme up to a day. `last_fact`: the view's position that they were read at."""

    programme: str
    as_of: date
    taken_at: datetime
    last_fact: int
    cells: Sequence[dict[str, Any]]


def snapshot_of(tx: Transaction, programme: str) -> Snapshot | None:
    """None while none has been taken."""
    rows = tx.execute("SELECT * FROM snapshots WHERE programme = :programme", {"programme": programme})
    return _snapshot(rows[0]) if rows else None


def take_snapshot(tx: Transaction, programme: Programme, as_of: date) -> Snapshot:
    """Store the cells as they are now. Raises IntegrityError for a programme that has a snapshot."""
    cells = CUBES.of_programme(tx, programme.id, as_of)
    taken = Snapshot(
        programme=programme.id,
        as_of=as_of,
        taken_at=now_utc(),
        last_fact=head_in(tx).position,
        cells=[dict(cell) for cell in cells],
    )
    tx.execute(
        "INSERT INTO snapshots VALUES (:programme, :as_of, :taken_at, :last_fact, :cells)",
        {**msgspec.to_builtins(taken), "cells": msgspec.json.encode(taken.cells).decode()},
    )
    return taken


def _snapshot(row: Row) -> Snapshot:
    return msgspec.convert({**row, "cells": msgspec.json.decode(row["cells"])}, Snapshot)
