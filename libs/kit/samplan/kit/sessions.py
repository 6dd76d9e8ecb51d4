"""A session of SQLAlchemy in the transaction that a handler gets (`samplan-kit[sqlalchemy]`)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from psycopg.rows import tuple_row

from samplan.bus.store.transactions import Transaction

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_ENGINES: dict[str, dict[str, Any]] = {
    "sqlite": {"url": "sqlite://"},
    "postgresql": {"url": "postgresql+psycopg://", "use_native_hstore": False},
}


@contextmanager
def session_in(tx: Transaction) -> Iterator[Session]:
    """A session whose changes commit with the transaction: when the handler has returned, or never."""
    # Optional: a journal without SQLAlchemy does not install it.
    from sqlalchemy import create_engine  # noqa: PLC0415  # see above
    from sqlalchemy.orm import Session  # noqa: PLC0415  # see above
    from sqlalchemy.pool import StaticPool  # noqa: PLC0415  # see above

    joined = _Joined(tx)
    engine = create_engine(**_ENGINES[tx.kind], creator=lambda: joined, poolclass=StaticPool)
    with Session(engine) as session:
        yield session
        session.commit()  # writes what is pending: the connection leaves the end to the transaction


class _Joined:
    """The connection of a transaction, for a library that would end it."""

    def __init__(self, tx: Transaction) -> None:
        self._connection = tx.connection
        self._rows = {"row_factory": tuple_row} if tx.kind == "postgresql" else {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def cursor(self, *arguments: Any, **options: Any) -> Any:
        return self._connection.cursor(*arguments, **{**options, **self._rows})

    def commit(self) -> None:
        """Left to the transaction."""

    rollback = close = commit
