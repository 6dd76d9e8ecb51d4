"""Whose word counts about a participant: that of the service which first granted a consent of theirs (I12).

Each service's statements are kept apart, so that every order of arrival ends alike: a block may be received
before the grant that says who issued the participant.
"""

from __future__ import annotations

from uuid import UUID

import msgspec
from msgspec.structs import replace

from samplan.bus.store.migrations import Migration
from samplan.contracts.consent import ParticipantEvent
from samplan.privacy.circle.circle import Circle
from samplan.privacy.circle.fold import circle_after
from samplan.privacy.tables import Tables

_OF_GRANTERS = """
FROM circles JOIN circle_consents ON circle_consents.participant_id = circles.participant_id
JOIN circle_granters ON circle_granters.consent_id = circle_consents.consent_id
GROUP BY circles.participant_id, circles.circle"""
_ISSUED = "SELECT circles.participant_id, MIN(circle_granters.writer)"

MIGRATION = Migration(
    "circles-4",
    (
        "CREATE TABLE circle_issuers (participant_id TEXT PRIMARY KEY, writer TEXT NOT NULL)",
        """CREATE TABLE circle_statements (
            participant_id TEXT NOT NULL, writer TEXT NOT NULL, circle TEXT NOT NULL,
            PRIMARY KEY (participant_id, writer))""",
        f"INSERT INTO circle_issuers {_ISSUED} {_OF_GRANTERS}",
        f"INSERT INTO circle_statements {_ISSUED}, circles.circle {_OF_GRANTERS}",
    ),
)

STATED = "circle_statements.circle AS stated"
JOINED = (
    "LEFT JOIN circle_issuers ON circle_issuers.participant_id = circles.participant_id"
    " LEFT JOIN circle_statements ON circle_statements.participant_id = circle_issuers.participant_id"
    " AND circle_statements.writer = circle_issuers.writer"
)
"""Adds what the issuer of each participant has stated to a query of `circles`."""

_decoder = msgspec.json.Decoder(Circle)


def writer_of(source: str) -> str:
    """The agency that a source names first: its store's epoch may change."""
    return source.split("/")[1]


def issuer_of(participant_id: UUID, tables: Tables, *, otherwise: str) -> str:
    """The writer that issued the participant. `otherwise` is noted for one who has no issuer yet."""
    tables.write(
        "INSERT INTO circle_issuers VALUES (:id, :writer) ON CONFLICT (participant_id) DO NOTHING",
        {"id": str(participant_id), "writer": otherwise},
    )
    issuer = _issuer(participant_id, tables)
    return otherwise if issuer is None else issuer


def is_issuer(participant_id: UUID, writer: str, tables: Tables) -> bool:
    """Whether the writer issued the participant."""
    return _issuer(participant_id, tables) == writer


def may_be_issuer(participant_id: UUID, writer: str, tables: Tables) -> bool:
    """Whether the writer issued the participant, or no grant has said yet who did."""
    return _issuer(participant_id, tables) in (None, writer)


def note_statement(event: ParticipantEvent, writer: str, tables: Tables) -> UUID | None:
    """Keep what the writer says of the participant; the participant, if it counts and changes anything."""
    before = _stated(event.participant_id, writer, tables)
    after = circle_after(before, event)
    if after == before:
        return None
    tables.write(
        "INSERT INTO circle_statements VALUES (:id, :writer, :circle)"
        " ON CONFLICT (participant_id, writer) DO UPDATE SET circle = excluded.circle",
        {
            "id": str(event.participant_id),
            "writer": writer,
            "circle": msgspec.json.encode(after, order="deterministic").decode(),
        },
    )
    return event.participant_id if _issuer(event.participant_id, tables) == writer else None


def with_statements(circle: Circle, stated: str | None) -> Circle:
    """The consents of a circle with the blocks, emergency access and death that its issuer has stated."""
    of_issuer = _decoder.decode(stated) if stated else Circle()
    return replace(
        circle,
        blocked=of_issuer.blocked,
        emergency=of_issuer.emergency,
        deceased_on=of_issuer.deceased_on,
        version=max(circle.version, of_issuer.version),
    )


def _issuer(participant_id: UUID, tables: Tables) -> str | None:
    rows = tables.rows(
        "SELECT writer FROM circle_issuers WHERE participant_id = :id", {"id": str(participant_id)}
    )
    return str(rows[0]["writer"]) if rows else None


def _stated(participant_id: UUID, writer: str, tables: Tables) -> Circle:
    rows = tables.rows(
        "SELECT circle FROM circle_statements WHERE participant_id = :id AND writer = :writer",
        {"id": str(participant_id), "writer": writer},
    )
    return _decoder.decode(rows[0]["circle"]) if rows else Circle()
