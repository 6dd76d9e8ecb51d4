"""A service's own store, whichever kind its URL names."""

from __future__ import annotations

from pathlib import Path

from chassis.postgres import PostgresDatabase
from chassis.sqlite import SqliteDatabase
from chassis.transactions import POOL_SIZE, Database, Params, Row, Transaction

__all__ = ["POOL_SIZE", "Database", "Params", "Row", "Transaction", "open_database"]


def open_database(url: str) -> Database:
    """Open `sqlite:///path` or `postgresql://user:password@host:port/name`.

    Raises ValueError for any other scheme.
    """
    if url.startswith("sqlite:///"):
        return SqliteDatabase(Path(url.removeprefix("sqlite:///")))
    if url.startswith("postgresql://"):
        return PostgresDatabase(url)
    raise ValueError("a database URL starts with sqlite:/// or postgresql://")
