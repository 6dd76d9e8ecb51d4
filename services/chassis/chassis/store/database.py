"""Opens a service's store, of the kind that its URL names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from samplan.bus.store.transactions import POOL_SIZE, Database, Params, Row, Transaction
from samplan.postgres.address import open_store

__all__ = ["POOL_SIZE", "Database", "Params", "Row", "Transaction", "open_database", "opened_databases"]

_opened: ContextVar[list[Database] | None] = ContextVar("opened", default=None)


def open_database(url: str) -> Database:
    """Open `sqlite:///path` or `postgresql://user:password@host:port/name`.

    Raises ValueError for any other scheme.
    """
    database = open_store(url)
    if (opened := _opened.get()) is not None:
        opened.append(database)
    return database


@contextmanager
def opened_databases() -> Iterator[list[Database]]:
    """Collects every database that is opened within the block, so that the caller can close them."""
    opened: list[Database] = []
    token = _opened.set(opened)
    try:
        yield opened
    finally:
        _opened.reset(token)
