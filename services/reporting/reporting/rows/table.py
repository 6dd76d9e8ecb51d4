"""Tables of the view. A row's fields are columns of text, which compares alike in every store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

import msgspec
from typing_extensions import override

from samplan.bus.store.transactions import Row, Transaction

R = TypeVar("R", bound=msgspec.Struct)


@dataclass(frozen=True)
class StoredTable:
    """A table of the view. A rebuild fills one with a prefixed name, which then replaces this one."""

    name: str

    def statements(self, prefix: str, generation: int) -> list[str]:
        """The statements that create it."""
        raise NotImplementedError

    def drop(self, tx: Transaction, prefix: str = "") -> None:
        tx.execute(f"DROP TABLE IF EXISTS {prefix}{self.name}")

    def replace_by(self, tx: Transaction, prefix: str) -> None:
        """Drop the table in use and give its name to the prefixed one."""
        self.drop(tx)
        tx.execute(f"ALTER TABLE {prefix}{self.name} RENAME TO {self.name}")

    def contents(self, tx: Transaction, prefix: str = "") -> list[Row]:
        return tx.execute(f"SELECT * FROM {prefix}{self.name}")  # noqa: S608  # our own names


@dataclass(frozen=True)
class Table(StoredTable, Generic[R]):
    """A row of a projection in SQL."""

    row: type[R]
    key: tuple[str, ...]
    indexed: tuple[str, ...] = ()

    @override
    def statements(self, prefix: str, generation: int) -> list[str]:
        """Index names carry the generation: an index cannot be renamed everywhere."""
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
        """Insert the rows; replace those with the same key."""
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
