"""Adds a migration to the chassis of an image: a table, and columns on tables in use."""

from pathlib import Path

import samplan.bus.store.migrations

STEP = """
BUS_TABLES = (
    *BUS_TABLES,
    Migration(
        "chassis-next",
        (
            "CREATE TABLE teams (team TEXT PRIMARY KEY)",
            "ALTER TABLE idempotency ADD COLUMN team TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE inbox_marks ADD COLUMN team TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE relay_positions ADD COLUMN team TEXT",
        ),
    ),
)
"""

module = Path(samplan.bus.store.migrations.__file__)
module.write_text(module.read_text() + STEP)
