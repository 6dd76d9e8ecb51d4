"""Opens a store, of the kind that its URL names."""

from __future__ import annotations

from pathlib import Path

from samplan.bus.store.sqlite import SqliteDatabase
from samplan.bus.store.transactions import Database
from samplan.postgres.store import PostgresDatabase


def open_store(url: str) -> Database:
    """Open `sqlite:///path` or `postgresql://user:password@host:port/name`.

    Raises ValueError for any other scheme.
    """
    if url.startswith("sqlite:///"):
        return SqliteDatabase(Path(url.removeprefix("sqlite:///")))
    if url.startswith("postgresql://"):
        return PostgresDatabase(url)
    raise ValueError("a database URL starts with sqlite:/// or postgresql://")
