"""The transactions of an agency's own program, in which the kit can write a row of its outbox.

A transaction of the kit, a connection or cursor of `sqlite3` or psycopg, or a session or connection of
SQLAlchemy, always to the store that the kit was given.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any, Protocol, runtime_checkable

from samplan.bus.store.transactions import Transaction
from samplan.postgres.placeholders import as_pyformat


class DbApi(Protocol):
    """A connection or a cursor of psycopg, or of `sqlite3`."""

    def execute(self, query: Any, params: Any, /) -> Any: ...


@runtime_checkable
class SqlAlchemyConnection(Protocol):
    dialect: Any

    def exec_driver_sql(self, statement: str, parameters: Any, /) -> Any: ...


@runtime_checkable
class SqlAlchemySession(Protocol):
    def connection(self) -> Any: ...

    def get_bind(self) -> Any: ...


Within = Transaction | DbApi | SqlAlchemyConnection | SqlAlchemySession


def execute_within(within: Within, sql: str, params: Mapping[str, Any]) -> None:
    """Run a statement with `:name` parameters in the caller's transaction."""
    match within:
        case Transaction() | sqlite3.Connection() | sqlite3.Cursor():
            within.execute(sql, dict(params))
        case SqlAlchemySession():
            execute_within(within.connection(), sql, params)
        case SqlAlchemyConnection():
            named = sql if within.dialect.name == "sqlite" else as_pyformat(sql)
            within.exec_driver_sql(named, dict(params))
        case _:
            within.execute(as_pyformat(sql), dict(params))
