from collections.abc import Mapping
from typing import Any

from samplan.bus.store.transactions import Transaction


class InTransaction:
    """The tables of a service that a transaction of the bus reaches."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def rows(self, sql: str, params: Mapping[str, Any] | None = None) -> list[Mapping[str, Any]]:
        return self._tx.execute(sql, params)

    def write(self, sql: str, params: Mapping[str, Any] | None = None) -> None:
        self._tx.execute(sql, params)
