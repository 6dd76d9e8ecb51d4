"""The stores' contents: what must be published, what has become a fact, and every row as text."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from eventsourcing.persistence import Notification

from chassis.decisions.journal import Translate, from_stored
from chassis.service.service import Service
from chassis.settings.environment import Settings
from consent.service import SERVICE as CONSENT
from planning.service import SERVICE as PLANNING
from referral.service import SERVICE as REFERRAL
from samplan.bus.store.transactions import Database, Row
from samplan.contracts.codes import Agency
from steering.service import SERVICE as STEERING

WRITERS: Mapping[str, Service] = {one.name: one for one in (REFERRAL, CONSENT, PLANNING, STEERING)}
WITHOUT_SENDERS = Settings(agency=Agency.AF, port=8003)
"""No agency's system sends cards to the services of these tests."""
EVERYTHING = 1_000_000
RENUMBERED = {"name": "renumbered_after", "never": f"{EVERYTHING}"}

Numbered = tuple[str, int, int]
"""An aggregate's id, an event's number among its published events, and the event's sequence in its store."""

Place = tuple[str, str, int, int]
"""The same with the channel, which has numbers of its own, after the id."""

_TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table'",
    "postgresql": "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'",
}


def published_by(service: str, database: Database) -> list[Place]:
    """The stored events that must be published, aggregate by aggregate."""
    writer, stored = WRITERS[service], database.notifications(0, EVERYTHING)
    assert writer.translate is not None
    channels: dict[str, Translate] = {
        service: writer.translate,
        **{one.channel: one for one in writer.beside(WITHOUT_SENDERS)},
    }
    return sorted(
        (subject, channel, number, sequence)
        for channel, translate in channels.items()
        for subject, number, sequence in numbered(database, _told(stored, translate))
    )


def _told(stored: Iterable[Notification], translate: Translate) -> list[tuple[str, Notification]]:
    translated = [(translate(from_stored(one)), one) for one in stored]
    return [(event.subject_id, one) for event, one in translated if event]


def numbered(database: Database, published: Iterable[tuple[str, Notification]]) -> list[Numbered]:
    """Events with their numbers. What an earlier program has published keeps the version in the store."""
    [row] = database.query(
        "SELECT coalesce(max(value), :never) AS last FROM meta WHERE name = :name", RENUMBERED
    )
    last = Counter[str]()
    places: list[Numbered] = []
    for subject, one in published:
        last[subject] = last[subject] + 1 if one.id > int(row["last"]) else one.originator_version
        places.append((subject, last[subject], one.id))
    return sorted(places)


def facts_of(database: Database) -> list[Place]:
    """The events that reporting has received, by aggregate and channel, in order of arrival."""
    rows = database.query("SELECT subject, topic, aggregate_version, sequence FROM facts ORDER BY position")
    places = [
        (row["subject"], row["topic"].split(".")[1], row["aggregate_version"], row["sequence"])
        for row in rows
    ]
    return sorted(places, key=lambda place: place[:2])


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
