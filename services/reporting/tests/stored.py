"""Everything that reporting stores, as one text."""

from services.reporting.tests.examples import Person

from reporting.projection.tables import TABLES
from samplan.bus.store.transactions import Database

OF_CIRCLES = (
    "circles",
    "circle_consents",
    "circle_granters",
    "circle_departures",
    "ended_consents",
    "circle_issuers",
    "circle_statements",
)
OF_JOURNEYS = ("facts", "fact_digests", *OF_CIRCLES, *(table.name for table in TABLES))
_TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table'",
    "postgresql": "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'",
}
OF_THE_INBOX = {"inbox_marks", "parked"}
"""They name the subjects of records, which a participant may be."""


def everything_stored(store: Database) -> str:
    tables = {row["name"] for row in store.query(_TABLES[store.kind])} - OF_THE_INBOX
    rows = [row for name in sorted(tables) for row in store.query(f'SELECT * FROM "{name}"')]  # noqa: S608  # names from the store
    return " ".join(_text(value) for row in rows for value in row.values())


def circles_in(store: Database) -> list[str]:
    """Every row of the circles."""
    rows = [row for name in OF_CIRCLES for row in store.query(f"SELECT * FROM {name}")]  # noqa: S608  # our own names
    return sorted(str(dict(row)) for row in rows)


def is_named(store: Database, person: Person) -> bool:
    return str(person.participant_id) in everything_stored(store)


def _text(value: object) -> str:
    return bytes(value).decode(errors="replace") if isinstance(value, bytes | memoryview) else f"{value}"
