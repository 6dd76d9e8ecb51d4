"""A projection's rows in SQL: a column for each field, as text that compares alike in every store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

import msgspec

from samplan.bus.store.transactions import Row, Transaction

R = TypeVar("R", bound=msgspec.Struct)


@dataclass(frozen=True)
class Table(Generic[R]):
    """`name` is prefixed when a rebuild fills a table that is to take another's place."""

    name: str
    row: type[R]
    key: tuple[str, ...]
    indexed: tuple[str, ...] = ()

    def statements(self, prefix: str, generation: int) -> list[str]:
        """Its definition. Index names carry the generation: an index cannot be renamed everywhere."""
        columns = ", ".join(
            f"{column} TEXT{' NOT NULL' if column in self.key else ''}"
            for column in self.row.__struct_fields__
        )
        return [
            f"CREATE TABLE {prefix}{self.name} ({columns}, PRIMARY KEY ({', '.join(self.key)}))",
            *(
                f"CREATE INDEX {self.name}_by_{column}_{generation} ON {prefix}{self.name} ({column})"
                for column in self.indexed
            ),
        ]

    def where(self, tx: Transaction, prefix: str, column: str, values: Iterable[UUID]) -> list[R]:
        """The rows whose column is one of the values."""
        sql = f"SELECT * FROM {prefix}{self.name} WHERE {column} IN ({{values}})"  # noqa: S608  # our own names
        rows = rows_in(tx, sql, [str(value) for value in values])
        return msgspec.convert(rows, list[self.row])  # type: ignore[name-defined]  # a type that is a value

    def write(self, tx: Transaction, prefix: str, rows: Iterable[R]) -> None:
        """Insert the rows, or put them in place of those with the same key."""
        columns = self.row.__struct_fields__
        others = [column for column in columns if column not in self.key]
        then = f"DO UPDATE SET {', '.join(f'{c} = excluded.{c}' for c in others)}" if others else "DO NOTHING"
        sql = (
            f"INSERT INTO {prefix}{self.name} ({', '.join(columns)})"  # noqa: S608  # our own names
            f" VALUES ({', '.join(':' + column for column in columns)})"
            f" ON CONFLICT ({', '.join(self.key)}) {then}"
        )
        if values := [msgspec.to_builtins(row) for row in rows]:
            tx.executemany(sql, values)


def rows_in(
    tx: Transaction, sql: str, values: Sequence[Any], params: dict[str, Any] | None = None
) -> list[Row]:
    """Run a statement whose `{values}` become placeholders, in a few sizes so that it stays prepared."""
    rows: list[Row] = []
    for start in range(0, len(values), 512):
        some = list(values[start : start + 512])
        size = 1 << (len(some) - 1).bit_length()
        some += some[-1:] * (size - len(some))
        names = {f"v{i}": value for i, value in enumerate(some)}
        rows += tx.execute(sql.format(values=", ".join(f":{name}" for name in names)), names | (params or {}))
    return rows
