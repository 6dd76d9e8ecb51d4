"""A service's own view of the circles, from the consent topics alone: one row per participant (C-06)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol
from uuid import UUID

import msgspec
from msgspec.structs import replace

from samplan.bus.store.migrations import Migration
from samplan.contracts.consent import AgencyLeft
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
)

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


def participant_of(consent_id: UUID, tables: Tables) -> UUID | None:
    """The participant that a consent is about, once an event of it has said so."""
    found = tables.rows(
        "SELECT participant_id FROM circle_consents WHERE consent_id = :id", {"id": str(consent_id)}
    )
    return UUID(found[0]["participant_id"]) if found else None


def apply_to_circle(event: ContractEvent, tables: Tables) -> UUID | None:
    """Apply an event of the consent service; the participant whose circle it changed, if any.

    Applying it again changes nothing.
    """
    if isinstance(event, AgencyLeft):
        _note_departure(departure_of(event), tables)
        return None
    participant_id: UUID | None = getattr(event, "participant_id", None)
    if participant_id is None:
        return None
    before = circle_of(participant_id, tables)
    after = circle_after(before, event)
    _note_consent(event, participant_id, tables)
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


def _note_consent(event: ContractEvent, participant_id: UUID, tables: Tables) -> None:
    if (consent_id := getattr(event, "consent_id", None)) is not None:
        tables.write(
            "INSERT INTO circle_consents VALUES (:consent, :participant) ON CONFLICT (consent_id) DO NOTHING",
            {"consent": str(consent_id), "participant": str(participant_id)},
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
