"""Copies a PostgreSQL store, one file per table, as a consistent snapshot.

It uses COPY instead of pg_dump, which must not be older than the server and is not in a service's image.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from chassis.operations.manifest import Entry, entry_of

CHUNK = 1 << 20
SHADOW = "shadow_"
"""The prefix of tables of an unfinished rebuild: they are rebuilt, not restored."""

_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
_COLUMNS = (
    "SELECT column_name FROM information_schema.columns"
    " WHERE table_schema = current_schema() AND table_name = %s ORDER BY ordinal_position"
)


def copy_out(url: str, folder: Path) -> Mapping[str, Entry]:
    """Copy every table from one snapshot, while the service runs."""
    with psycopg.connect(url) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        tables = [name for name in _names(connection, _TABLES) if not name.startswith(SHADOW)]
        return {f"{table}.copy": _copy_table(connection, table, folder) for table in tables}


def copy_in(url: str, folder: Path, files: Mapping[str, Entry]) -> None:
    """Fill the existing tables in one transaction."""
    with psycopg.connect(url) as connection:
        for name, entry in files.items():
            table = sql.Identifier(name.removesuffix(".copy"))
            connection.execute(sql.SQL("TRUNCATE {}").format(table))
            into = sql.SQL("COPY {} ({}) FROM STDIN").format(table, _list(entry.columns))
            with connection.cursor() as cursor, cursor.copy(into) as copy, (folder / name).open("rb") as file:
                while chunk := file.read(CHUNK):
                    copy.write(chunk)
        if "stored_events.copy" in files:
            connection.execute(
                "SELECT setval(pg_get_serial_sequence('stored_events', 'notification_id'),"
                " (SELECT coalesce(max(notification_id), 1) FROM stored_events),"
                " EXISTS (SELECT FROM stored_events))"
            )


def has_rows(url: str, besides: frozenset[str]) -> bool:
    """Whether any table besides those named has rows."""
    with psycopg.connect(url) as connection:
        return any(
            connection.execute(sql.SQL("SELECT 1 FROM {} LIMIT 1").format(sql.Identifier(name))).fetchone()
            for name in _names(connection, _TABLES)
            if name not in besides
        )


def _copy_table(connection: psycopg.Connection[Any], table: str, folder: Path) -> Entry:
    columns = _names(connection, _COLUMNS, table)
    path = folder / f"{table}.copy"
    out = sql.SQL("COPY {} ({}) TO STDOUT").format(sql.Identifier(table), _list(columns))
    with connection.cursor() as cursor, cursor.copy(out) as copy, path.open("wb") as file:
        for chunk in copy:
            file.write(chunk)
    return entry_of(path, columns)


def _names(connection: psycopg.Connection[Any], query: str, *parameters: str) -> list[str]:
    return [str(row[0]) for row in connection.execute(query.encode(), parameters)]


def _list(columns: Sequence[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, columns))
