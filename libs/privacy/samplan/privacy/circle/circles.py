"""A service's own view of the circles, from the consent topics alone: one row per participant (C-06)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Protocol
from uuid import UUID

import msgspec
from msgspec.structs import replace

from samplan.bus.store.migrations import Migration
from samplan.contracts.codes import Agency
from samplan.contracts.consent import AgencyLeft, ConsentEvent, ConsentGranted, party_id_of
from samplan.contracts.event import ContractEvent
from samplan.privacy.circle.circle import Circle, Departure
from samplan.privacy.circle.fold import circle_after, departure_of

MIGRATIONS = (
    Migration(
        "circles-1",
        (
            "CREATE TABLE circles (participant_id TEXT PRIMARY KEY, circle TEXT NOT NULL)",
            "CREATE TABLE circle_consents (consent_id TEXT PRIMARY KEY, participant_id TEXT NOT NULL)",
            """CREATE TABLE circle_departures (
                programme TEXT NOT NULL, agency TEXT NOT NULL, last_day TEXT NOT NULL,
                PRIMARY KEY (programme, agency, last_day))""",
        ),
    ),
    Migration(
        "circles-2",
        (
            """CREATE TABLE circle_marks (
                source TEXT NOT NULL, subject TEXT NOT NULL, sequence BIGINT NOT NULL,
                PRIMARY KEY (subject, source))""",
        ),
    ),
    Migration(
        "circles-3", ("CREATE TABLE circle_granters (consent_id TEXT PRIMARY KEY, writer TEXT NOT NULL)",)
    ),
)

AT_ONCE = 500
"""Participants per statement."""

_decoder = msgspec.json.Decoder(Circle)


class Tables(Protocol):
    """A service's own tables in one transaction."""

    def rows(self, sql: str, params: Mapping[str, Any] | None = None) -> list[Mapping[str, Any]]: ...

    def write(self, sql: str, params: Mapping[str, Any] | None = None) -> None: ...


def circle_of(participant_id: UUID, tables: Tables) -> Circle:
    """What is known of a participant; an empty circle, which allows nothing, when nothing is."""
    stored = tables.rows("SELECT circle FROM circles WHERE participant_id = :id", {"id": str(participant_id)})
    circle = _decoder.decode(stored[0]["circle"]) if stored else Circle()
    return replace(circle, departures=_departures(tables))


def circles_of(participant_ids: Collection[UUID], tables: Tables) -> Mapping[UUID, Circle]:
    """Those of several participants, for a list."""
    departures = _departures(tables)
    found: dict[UUID, Circle] = dict.fromkeys(participant_ids, Circle(departures=departures))
    wanted = sorted(map(str, found))
    for start in range(0, len(wanted), AT_ONCE):
        for row in _stored(wanted[start : start + AT_ONCE], tables):
            circle = _decoder.decode(row["circle"])
            found[UUID(row["participant_id"])] = replace(circle, departures=departures)
    return found


def participant_of(consent_id: UUID, tables: Tables) -> UUID | None:
    """The participant that a consent is about, once an event of it has said so."""
    found = tables.rows(
        "SELECT participant_id FROM circle_consents WHERE consent_id = :id", {"id": str(consent_id)}
    )
    return UUID(found[0]["participant_id"]) if found else None


def subjects_of(participant_id: UUID, circle: Circle) -> frozenset[UUID]:
    """Whose records may narrow the circle: the participant, their consents, the parties of the programmes."""
    programmes = {one.terms.programme for one in circle.consents if one.terms and one.terms.programme}
    parties = (party_id_of(programme, agency) for programme in programmes for agency in Agency)
    return frozenset({participant_id, *(one.consent_id for one in circle.consents), *parties})


def is_from_granter(consent_id: UUID, source: str, tables: Tables) -> bool:
    """Whether the source writes the topic that granted the consent: no other opens anything by it (I27)."""
    rows = tables.rows(
        "SELECT writer FROM circle_granters WHERE consent_id = :consent", {"consent": str(consent_id)}
    )
    return bool(rows) and rows[0]["writer"] == _writer_of(source)


def apply_to_circle(event: ContractEvent, source: str, tables: Tables) -> UUID | None:
    """Apply an event of the consent service; the participant whose circle it changed, if any.

    Applying it again changes nothing. `source`: that of its envelope.
    """
    if not _may_apply(event, source, tables):
        return None
    if isinstance(event, AgencyLeft):
        _note_departure(departure_of(event), tables)
        return None
    participant_id = _about(event, tables)
    if participant_id is None:
        return None
    before = circle_of(participant_id, tables)
    after = circle_after(before, event)
    if (consent_id := getattr(event, "consent_id", None)) is not None:
        note_consent(consent_id, participant_id, tables)
    if after == before:
        return None
    tables.write(
        "INSERT INTO circles VALUES (:id, :circle)"
        " ON CONFLICT (participant_id) DO UPDATE SET circle = excluded.circle",
        {
            "id": str(participant_id),
            "circle": msgspec.json.encode(replace(after, departures=frozenset())).decode(),
        },
    )
    return participant_id


def _about(event: ContractEvent, tables: Tables) -> UUID | None:
    """Whom the event is about: an event of a consent is about its participant, whomever the event states."""
    stated: UUID | None = getattr(event, "participant_id", None)
    if isinstance(event, ConsentEvent) and not isinstance(event, ConsentGranted):
        return participant_of(event.consent_id, tables) or stated
    return stated


def note_consent(consent_id: UUID, participant_id: UUID, tables: Tables) -> None:
    """Whom a consent is about, which another service's event may tell before the grant is received."""
    tables.write(
        "INSERT INTO circle_consents VALUES (:consent, :participant) ON CONFLICT (consent_id) DO NOTHING",
        {"consent": str(consent_id), "participant": str(participant_id)},
    )


def note_mark(source: str, subject: UUID, sequence: int, tables: Tables) -> None:
    """The circles hold the subject's events up to this one."""
    tables.write(
        "INSERT INTO circle_marks VALUES (:source, :subject, :sequence)"
        " ON CONFLICT (subject, source) DO UPDATE SET sequence = excluded.sequence"
        " WHERE circle_marks.sequence < excluded.sequence",
        {"source": source, "subject": str(subject), "sequence": sequence},
    )


def _may_apply(event: ContractEvent, source: str, tables: Tables) -> bool:
    """What closes always has its effect."""
    consent_id: UUID | None = getattr(event, "consent_id", None)
    if consent_id is None or (event.EFFECT and event.EFFECT.closes):
        return True
    if isinstance(event, ConsentGranted):
        tables.write(
            "INSERT INTO circle_granters VALUES (:consent, :writer) ON CONFLICT (consent_id) DO NOTHING",
            {"consent": str(consent_id), "writer": _writer_of(source)},
        )
    is_granters = is_from_granter(consent_id, source, tables)
    if is_granters and isinstance(event, ConsentGranted):
        # A forged ending, received before, may have stated another participant.
        tables.write("DELETE FROM circle_consents WHERE consent_id = :consent", {"consent": str(consent_id)})
    return is_granters


def _writer_of(source: str) -> str:
    """The agency that a source names first: its store's epoch may change."""
    return source.split("/")[1]


def _stored(participant_ids: Sequence[str], tables: Tables) -> Sequence[Mapping[str, Any]]:
    names = {f"p{n}": one for n, one in enumerate(participant_ids)}
    return tables.rows(
        "SELECT participant_id, circle FROM circles"  # noqa: S608  # placeholders only
        f" WHERE participant_id IN ({', '.join(f':{name}' for name in names)})",
        names,
    )


def _note_departure(one: Departure, tables: Tables) -> None:
    tables.write(
        "INSERT INTO circle_departures VALUES (:programme, :agency, :last_day)"
        " ON CONFLICT (programme, agency, last_day) DO NOTHING",
        {"programme": one.programme, "agency": one.agency.value, "last_day": one.last_day.isoformat()},
    )


def _departures(tables: Tables) -> frozenset[Departure]:
    rows = tables.rows("SELECT programme, agency, last_day FROM circle_departures")
    return frozenset(msgspec.convert([dict(row) for row in rows], list[Departure]))
