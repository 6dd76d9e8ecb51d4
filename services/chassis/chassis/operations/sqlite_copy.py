"""Copies an SQLite store to one file, while the service runs."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from chassis.operations.manifest import Entry, entry_of
from samplan.bus.store.sqlite import make_private

NAME = "store.sqlite3"


def copy_out(source: Path, folder: Path) -> Mapping[str, Entry]:
    """Copy a consistent snapshot of the file."""
    to = folder / NAME
    with (
        closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as live,
        closing(sqlite3.connect(to)) as copy,
    ):
        live.backup(copy)
    return {NAME: entry_of(to)}


def copy_in(folder: Path, target: Path) -> None:
    """Restore the copy into an empty store."""
    make_private(target)
    backup = f"file:{folder / NAME}?mode=ro&immutable=1"
    with closing(sqlite3.connect(backup, uri=True)) as copy, closing(sqlite3.connect(target)) as store:
        copy.backup(store)


def has_rows(target: Path, besides: frozenset[str]) -> bool:
    """Whether any table besides those named has rows."""
    if not target.exists():
        return False
    with closing(sqlite3.connect(f"file:{target}?mode=ro", uri=True)) as store:
        names = [name for (name,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return any(
            store.execute(f'SELECT 1 FROM "{name}" LIMIT 1').fetchone()  # noqa: S608  # the store's own names
            for name in names
            if name not in besides
        )
