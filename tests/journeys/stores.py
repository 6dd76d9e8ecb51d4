"""The stores' contents: what must be published, what has become a fact, and every row as text."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from eventsourcing.persistence import Notification

from chassis.decisions.journal import from_stored
from chassis.service.service import Service
from consent.service import SERVICE as CONSENT
from planning.service import SERVICE as PLANNING
from referral.service import SERVICE as REFERRAL
from samplan.bus.store.transactions import Database, Row

WRITERS: Mapping[str, Service] = {one.name: one for one in (REFERRAL, CONSENT, PLANNING)}
EVERYTHING = 1_000_000
RENUMBERED = {"name": "renumbered_after", "never": f"{EVERYTHING}"}

Place = tuple[str, int, int]
"""An aggregate's id, an event's number among its published events, and the event's sequence in its store."""

_TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table'",
    "postgresql": "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'",
}


def published_by(service: str, database: Database) -> list[Place]:
    """The stored events that must be published, aggregate by aggregate."""
    translate = WRITERS[service].translate
    assert translate is not None
    stored = [(n, translate(from_stored(n))) for n in database.notifications(0, EVERYTHING)]
    return numbered(database, [(event.subject_id, n) for n, event in stored if event])


def numbered(database: Database, published: Iterable[tuple[str, Notification]]) -> list[Place]:
    """Events with their numbers. What an earlier program has published keeps the version in the store."""
    [row] = database.query(
        "SELECT coalesce(max(value), :never) AS last FROM meta WHERE name = :name", RENUMBERED
    )
    last = Counter[str]()
    places: list[Place] = []
    for subject, one in published:
        last[subject] = last[subject] + 1 if one.id > int(row["last"]) else one.originator_version
        places.append((subject, last[subject], one.id))
    return sorted(places)


def facts_of(database: Database) -> list[Place]:
    """The events that reporting has received, aggregate by aggregate, in order of arrival."""
    rows = database.query("SELECT subject, aggregate_version, sequence FROM facts ORDER BY subject, position")
    return [(row["subject"], row["aggregate_version"], row["sequence"]) for row in rows]


def is_published(database: Database) -> bool:
    """Whether the relay has reached the end of the store."""
    rows = database.query("SELECT coalesce(max(position), 0) AS position FROM relay_positions")
    return bool(rows[0]["position"] == database.last_notification_id())


def rows_of(database: Database, *, besides: Collection[str] = ()) -> Iterator[str]:
    """Every row of every table but `besides`, as text: each value in quotes."""
    for table in database.query(_TABLES[database.kind]):
        if table["name"] in besides:
            continue
        for row in database.query(f'SELECT * FROM "{table["name"]}"'):  # noqa: S608  # a name from the store
            yield text_of(row)


def text_of(row: Row) -> str:
    return " ".join(f'"{_text(value)}"' for value in row.values())


def _text(value: object) -> str:
    return bytes(value).decode(errors="replace") if isinstance(value, bytes | memoryview) else f"{value}"
