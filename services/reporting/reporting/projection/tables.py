"""The tables of the view, and how one set of them replaces another."""

from __future__ import annotations

from reporting.cubes.table import CUBES
from reporting.rows import PROJECTIONS
from reporting.rows.table import StoredTable
from samplan.bus.store.transactions import Row, Transaction

TABLES: tuple[StoredTable, ...] = (*(projection.table for projection in PROJECTIONS), CUBES)


def create(tx: Transaction, prefix: str, generation: int) -> None:
    for table in TABLES:
        for statement in table.statements(prefix, generation):
            tx.execute(statement)


def drop(tx: Transaction, prefix: str) -> None:
    for table in TABLES:
        table.drop(tx, prefix)


def replace_by(tx: Transaction, prefix: str) -> None:
    """Drop the tables in use and give their names to the prefixed ones."""
    for table in TABLES:
        table.replace_by(tx, prefix)


def contents(tx: Transaction, prefix: str = "") -> dict[str, list[Row]]:
    """Every row of every table."""
    return {table.name: table.contents(tx, prefix) for table in TABLES}
