"""Migrations of a service's tables. Only `migrate` applies them, never the start of a replica."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from secrets import token_hex

from samplan.bus.store.checking import verify_events
from samplan.bus.store.transactions import Database, Transaction

CONTRACT = "-contract"
"""Suffix of a step that removes something. An earlier version of the program sees only its name."""

DIGESTS = "chassis-digests"


@dataclass(frozen=True)
class Migration:
    """One step: a name that is never reused, and its statements (BLOB and BIGINT as in SQLite, UUID).

    It only adds, so that the previous version still runs; a step that removes is called `…-contract`.
    """

    name: str
    statements: tuple[str, ...]


class SchemaIsNewer(Exception):
    """A later version of the program has removed something that this version needs."""


class SchemaIsOlder(Exception):
    """The store lacks a migration: run `migrate` first."""


_WIRE = Migration("chassis-wire", ())
"""Brings the key of the ids on the wire, and the last event that an earlier program may have numbered."""

BUS_TABLES = (
    Migration(
        "chassis-1",
        (
            "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
            """CREATE TABLE idempotency (
                agency TEXT NOT NULL, idempotency_key TEXT NOT NULL, fingerprint TEXT NOT NULL,
                status INTEGER NOT NULL, headers TEXT NOT NULL, body TEXT NOT NULL,
                answered_at TEXT NOT NULL, PRIMARY KEY (agency, idempotency_key))""",
            "CREATE TABLE relay_positions (cluster TEXT PRIMARY KEY, position BIGINT NOT NULL)",
            """CREATE TABLE inbox_marks (
                source TEXT NOT NULL, subject TEXT NOT NULL, sequence BIGINT NOT NULL,
                PRIMARY KEY (subject, source))""",
            """CREATE TABLE inbox_positions (
                cluster TEXT NOT NULL, topic TEXT NOT NULL, partition_no INTEGER NOT NULL,
                next_offset BIGINT NOT NULL, PRIMARY KEY (cluster, topic, partition_no))""",
            """CREATE TABLE parked (
                id TEXT PRIMARY KEY, cluster TEXT NOT NULL, topic TEXT NOT NULL,
                partition_no INTEGER NOT NULL, record_offset BIGINT NOT NULL,
                record_key BLOB, value BLOB, headers TEXT NOT NULL,
                reason TEXT NOT NULL, error TEXT NOT NULL, parked_at TEXT NOT NULL,
                UNIQUE (cluster, topic, partition_no, record_offset))""",
            "CREATE INDEX parked_by_key ON parked (topic, record_key)",
        ),
    ),
    Migration(
        "chassis-2",
        (
            "ALTER TABLE inbox_marks ADD COLUMN event TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE parked ADD COLUMN position BIGINT NOT NULL DEFAULT 0",
        ),
    ),
    Migration("chassis-3", ("CREATE INDEX idempotency_by_age ON idempotency (answered_at)",)),
    Migration(
        "chassis-4",
        ("CREATE TABLE epochs (epoch TEXT PRIMARY KEY, begins_after BIGINT, begun_at TEXT NOT NULL)",),
    ),
    Migration(
        "chassis-5",
        (
            "ALTER TABLE parked ADD COLUMN closes TEXT",
            "CREATE INDEX parked_by_closing ON parked (closes)",
            """CREATE TABLE early_endings (
                source TEXT NOT NULL, subject TEXT NOT NULL, sequence BIGINT NOT NULL,
                PRIMARY KEY (source, subject, sequence))""",
            """CREATE TABLE discard_requests (
                parked_id TEXT NOT NULL, parked_at TEXT NOT NULL, operator TEXT NOT NULL,
                requested_at TEXT NOT NULL, PRIMARY KEY (parked_id, parked_at, operator))""",
        ),
    ),
    Migration(
        DIGESTS,
        (
            """CREATE TABLE event_digests (
                position BIGINT PRIMARY KEY, originator_id UUID NOT NULL, originator_version INTEGER NOT NULL,
                previous BLOB NOT NULL, digest BLOB NOT NULL)""",
            "CREATE UNIQUE INDEX digests_by_aggregate ON event_digests (originator_id, originator_version)",
            """CREATE TABLE damaged (
                stored_in TEXT NOT NULL, position BIGINT NOT NULL, aggregate TEXT NOT NULL,
                version BIGINT NOT NULL, place TEXT NOT NULL, found_at TEXT NOT NULL,
                PRIMARY KEY (stored_in, position, aggregate, version))""",
        ),
    ),
    _WIRE,
    Migration(
        "chassis-forgotten",
        (
            "ALTER TABLE parked ADD COLUMN names TEXT",
            "CREATE TABLE forgotten (digest TEXT PRIMARY KEY)",
        ),
    ),
)
"""The tables that relay, inbox and HTTP answers need: a program's own migrations follow these."""


_TYPES = {"sqlite": (" UUID", " TEXT"), "postgresql": (" BLOB", " BYTEA")}
_MIGRATIONS_TABLE = (
    "CREATE TABLE IF NOT EXISTS schema_migrations (name TEXT PRIMARY KEY, position INTEGER NOT NULL)"
)


def migrate(database: Database, migrations: Sequence[Migration], *, event_store: bool) -> list[str]:
    """Apply missing migrations, in order; their names. `BUS_TABLES` come first.

    Raises SchemaIsNewer when a later version has removed what this program needs.
    """
    with database.alone("migrations"):
        with database.transaction() as tx:
            tx.execute(_MIGRATIONS_TABLE)
        if event_store:
            database.create_event_tables()
        applied = _apply_missing(database, migrations, event_store=event_store)
        if event_store and DIGESTS in applied:
            verify_events(database)  # the events that earlier versions have stored get their digests
        return applied


def _apply_missing(database: Database, migrations: Sequence[Migration], *, event_store: bool) -> list[str]:
    last = database.last_notification_id() if event_store else 0
    with database.transaction() as tx:
        applied = _applied(tx)
        _refuse_newer(applied, migrations)
        fresh = [m for m in migrations if m.name not in applied]
        for migration in fresh:
            _apply(tx, migration, database.kind, len(applied))
        names = {m.name for m in fresh}
        if "chassis-1" in names:
            tx.execute("INSERT INTO meta VALUES ('store_epoch', :epoch)", {"epoch": token_hex(4)})
        if _WIRE.name in names:
            tx.execute("INSERT INTO meta VALUES ('wire_key', :key)", {"key": token_hex(32)})
            tx.execute("INSERT INTO meta VALUES ('renumbered_after', :last)", {"last": f"{last}"})
        return [m.name for m in fresh]


def missing_migrations(database: Database, migrations: Sequence[Migration]) -> list[str]:
    """The names of the missing migrations, in order. Raises SchemaIsNewer."""
    with database.reading() as tx:
        applied = applied_migrations(tx, database.kind)
    _refuse_newer(applied, migrations)
    return [m.name for m in migrations if m.name not in applied]


def check_schema(database: Database, migrations: Sequence[Migration]) -> None:
    """Raises SchemaIsOlder or SchemaIsNewer unless the store has everything that the program needs."""
    if missing := missing_migrations(database, migrations):
        raise SchemaIsOlder(", ".join(missing))


def store_epoch(database: Database) -> str:
    """Eight hexadecimal digits that distinguish this store from any other of the same service."""
    return str(database.query("SELECT value FROM meta WHERE name = 'store_epoch'")[0]["value"])


def applied_migrations(tx: Transaction, kind: str) -> set[str]:
    """The migrations applied to a store; none when it is empty."""
    return _applied(tx) if _has_migrations(tx, kind) else set()


def _has_migrations(tx: Transaction, kind: str) -> bool:
    catalogue = {
        "sqlite": "SELECT name FROM sqlite_master WHERE name = 'schema_migrations'",
        "postgresql": "SELECT tablename FROM pg_tables WHERE tablename = 'schema_migrations'",
    }
    return bool(tx.execute(catalogue[kind]))


def _applied(tx: Transaction) -> set[str]:
    return {str(row["name"]) for row in tx.execute("SELECT name FROM schema_migrations")}


def _refuse_newer(applied: set[str], migrations: Sequence[Migration]) -> None:
    unknown = applied - {m.name for m in migrations}
    if contracted := sorted(name for name in unknown if name.endswith(CONTRACT)):
        raise SchemaIsNewer(", ".join(contracted))


def _apply(tx: Transaction, migration: Migration, kind: str, position: int) -> None:
    portable, own = _TYPES[kind]
    for statement in migration.statements:
        tx.execute(statement.replace(portable, own))
    tx.execute(
        "INSERT INTO schema_migrations VALUES (:name, :position)",
        {"name": migration.name, "position": position},
    )
