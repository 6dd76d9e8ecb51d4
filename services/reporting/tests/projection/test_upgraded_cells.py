"""A store of an earlier version keeps its figures when it is migrated, before it is rebuilt."""

from __future__ import annotations

from pathlib import Path

from chassis.store.database import open_database
from reporting.schema import MIGRATIONS
from samplan.bus.store.migrations import BUS_TABLES, migrate

NAMES = [migration.name for migration in MIGRATIONS]
BEFORE = MIGRATIONS[: NAMES.index("reporting-cells")]


def test_cells_are_those_that_an_earlier_version_had_counted(tmp_path: Path) -> None:
    store = open_database(f"sqlite:///{tmp_path}/earlier.sqlite3")
    migrate(store, (*BUS_TABLES, *BEFORE), event_store=False)
    with store.transaction() as tx:
        tx.execute(
            "INSERT INTO cubes VALUES"
            " ('enrolled', 'malmokraften', 'woman', 'af', 'ekonomiskt_bistand', '', '2022-06-13', 7)"
        )
    migrate(store, (*BUS_TABLES, *MIGRATIONS), event_store=False)
    [cell] = store.query("SELECT * FROM cells")
    assert (cell["people"], cell["period"], cell["age_group"]) == (7, "2022-06-13", "")
    store.close()
