"""The stored snapshots: one row for each programme, written once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import msgspec

from reporting.cubes.census import Key
from samplan.bus.clock import now_utc
from samplan.bus.store.transactions import Row, Transaction
from samplan.disclosure.proofs import Proof
from samplan.disclosure.tables import Release

SNAPSHOTS = """CREATE TABLE snapshots (
    programme TEXT PRIMARY KEY, as_of TEXT NOT NULL, taken_at TEXT NOT NULL,
    last_fact BIGINT NOT NULL, cells TEXT NOT NULL)"""
# Empty for a snapshot that was taken before snapshots were proved.
PROOFS = tuple(f"ALTER TABLE snapshots ADD COLUMN {column} TEXT" for column in ("hidden", "release", "proof"))


class Frozen(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept. `last_fact`: the position that the cells were read at; `hidden`: withheld groups."""

    last_fact: int
    cells: Sequence[dict[str, Any]]
    hidden: Sequence[Key] | None = None
    release: Release | None = None
    proof: Proof | None = None


class Snapshot(Frozen, frozen=True, kw_only=True):
    """The cells of a programme up to a day, and the tables that are printed of them, with their proof."""

    programme: str
    as_of: date
    taken_at: datetime


def snapshot_of(tx: Transaction, programme: str) -> Snapshot | None:
    """None while none has been taken."""
    rows = tx.execute("SELECT * FROM snapshots WHERE programme = :programme", {"programme": programme})
    return _snapshot(rows[0]) if rows else None


def take_snapshot(tx: Transaction, programme: str, as_of: date, frozen: Frozen) -> Snapshot:
    """Store it. Raises IntegrityError for a programme that has a snapshot."""
    kept = msgspec.structs.asdict(frozen)
    taken = Snapshot(programme=programme, as_of=as_of, taken_at=now_utc(), **kept)
    tx.execute(
        "INSERT INTO snapshots (programme, as_of, taken_at, last_fact, cells, hidden, release, proof)"
        " VALUES (:programme, :as_of, :taken_at, :last_fact, :cells, :hidden, :release, :proof)",
        {
            "programme": programme,
            "as_of": as_of.isoformat(),
            "taken_at": msgspec.to_builtins(taken.taken_at),
            "last_fact": taken.last_fact,
            **{name: msgspec.json.encode(kept[name]).decode() for name in _IN_JSON},
        },
    )
    return taken


_IN_JSON: dict[str, Any] = {
    "cells": Sequence[dict[str, Any]],
    "hidden": Sequence[Key] | None,
    "release": Release | None,
    "proof": Proof | None,
}


def _snapshot(row: Row) -> Snapshot:
    decoded = {name: msgspec.json.decode(row[name] or "null", type=kind) for name, kind in _IN_JSON.items()}
    return Snapshot(
        programme=row["programme"],
        as_of=date.fromisoformat(row["as_of"]),
        taken_at=datetime.fromisoformat(row["taken_at"]),
        last_fact=row["last_fact"],
        **decoded,
    )
