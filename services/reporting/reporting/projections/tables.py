"""The tables of the view, and how one set of them takes the place of another."""

from __future__ import annotations

from collections import Counter
from typing import Any

from reporting.projections.cubes import Cell
from reporting.rows import activities, consents, coverings, joinings, plans, referrals
from reporting.rows.table import Table
from samplan.bus.store.transactions import Row, Transaction

ROWS: tuple[Table[Any], ...] = (
    referrals.TABLE,
    consents.TABLE,
    coverings.TABLE,
    joinings.TABLE,
    plans.TABLE,
    activities.TABLE,
)

CUBES = "cubes"
NAMES = (*(table.name for table in ROWS), CUBES)
_KEY = ", ".join(Cell._fields)


def definitions(prefix: str = "", generation: int = 0) -> tuple[str, ...]:
    """The statements that create one set of tables."""
    columns = ", ".join(f"{column} TEXT NOT NULL" for column in Cell._fields)
    return (
        *(statement for table in ROWS for statement in table.statements(prefix, generation)),
        f"CREATE TABLE {prefix}{CUBES} ({columns}, people BIGINT NOT NULL, PRIMARY KEY ({_KEY}))",
    )


def drop_tables(tx: Transaction, prefix: str = "") -> None:
    for name in NAMES:
        tx.execute(f"DROP TABLE IF EXISTS {prefix}{name}")


def put_in_place(tx: Transaction, prefix: str) -> None:
    """Drop the tables in use and give their names to the prefixed ones."""
    drop_tables(tx)
    for name in NAMES:
        tx.execute(f"ALTER TABLE {prefix}{name} RENAME TO {name}")


def count(tx: Transaction, prefix: str, changes: Counter[Cell]) -> None:
    """Add to the cells; a cell that comes to nothing is no row, so that equal views are equal bytes."""
    rows = [cell._asdict() | {"people": people} for cell, people in changes.items() if people]
    if not rows:
        return
    tx.executemany(
        f"INSERT INTO {prefix}{CUBES} ({_KEY}, people)"  # noqa: S608  # our own names
        f" VALUES ({', '.join(':' + column for column in Cell._fields)}, :people)"
        f" ON CONFLICT ({_KEY}) DO UPDATE SET people = {prefix}{CUBES}.people + excluded.people",
        rows,
    )
    if less := [row for row in rows if row["people"] < 0]:
        same = " AND ".join(f"{column} = :{column}" for column in Cell._fields)
        tx.executemany(f"DELETE FROM {prefix}{CUBES} WHERE {same} AND people = 0", less)  # noqa: S608  # as above


def contents(tx: Transaction, prefix: str = "") -> dict[str, list[Row]]:
    """Every row of every table."""
    return {name: tx.execute(f"SELECT * FROM {prefix}{name}") for name in NAMES}  # noqa: S608  # as above
