"""The circles: no row names a participant, and of a consent that has ended only its id is left.

They are folded from what the consent services publish. Every order ends alike: a consent whose end is known
never comes back, and the highest version counts.
"""

from __future__ import annotations

from uuid import UUID

from msgspec.structs import replace

from reporting.facts.alias import alias_of
from samplan.bus.reading.forgetting.kept import REMOVED
from samplan.bus.store.migrations import Migration
from samplan.contracts.consent import (
    AgencyLeft,
    ConsentEvent,
    ConsentExpired,
    ConsentGranted,
    ConsentRevoked,
    ParticipantEvent,
)
from samplan.contracts.event import ContractEvent
from samplan.privacy.circle import circles
from samplan.privacy.circle.circle import Circle
from samplan.privacy.circle.issuers import issuer_of, writer_of
from samplan.privacy.tables import Tables

MIGRATIONS = (
    *circles.MIGRATIONS,
    Migration(
        "journey-circles-1",
        (
            "CREATE TABLE ended_consents (consent_id TEXT PRIMARY KEY)",
            "CREATE TABLE circles_head (name TEXT PRIMARY KEY, position BIGINT NOT NULL)",
            "INSERT INTO circles_head VALUES ('circles', 0)",
        ),
    ),
)


def circle_of(participant_id: UUID, tables: Tables) -> Circle:
    """An empty circle, which allows nothing, when nothing is known."""
    return circles.circle_of(alias_of(participant_id), tables)


def apply_to_circles(event: ContractEvent, source: str, tables: Tables) -> None:
    """Apply a published event, if it is about a circle. `source`: that of its envelope."""
    match event:
        case ConsentRevoked() | ConsentExpired():
            _end(event, source, tables)
        case ConsentEvent() if _has_ended(event.consent_id, tables):
            _note_issuer(event, source, tables)
        case ConsentEvent() | ParticipantEvent() | AgencyLeft():
            _apply(event, source, tables)
        case _:
            return


def apply_under_alias(event: ParticipantEvent, alias: UUID, source: str, tables: Tables) -> None:
    """Apply what outlives consents, and is stored without the participant: a block, or a death."""
    circles.apply_to_circle(replace(event, participant_id=alias), source, tables)


def _end(event: ConsentRevoked | ConsentExpired, source: str, tables: Tables) -> None:
    _apply(event, source, tables)
    circles.forget_consent(event.consent_id, tables)
    tables.write(
        "INSERT INTO ended_consents VALUES (:id) ON CONFLICT (consent_id) DO NOTHING",
        {"id": str(event.consent_id)},
    )


def _note_issuer(event: ConsentEvent, source: str, tables: Tables) -> None:
    """A grant says who issued the participant, also when the end of the consent was received before it."""
    if isinstance(event, ConsentGranted) and event.participant_id != REMOVED:
        issuer_of(alias_of(event.participant_id), tables, otherwise=writer_of(source))


def _has_ended(consent_id: UUID, tables: Tables) -> bool:
    named = {"id": str(consent_id)}
    return bool(tables.rows("SELECT consent_id FROM ended_consents WHERE consent_id = :id", named))


def _apply(event: ContractEvent, source: str, tables: Tables) -> None:
    """Under the circle's name. A fact whose participant is forgotten is about a consent that has ended."""
    participant_id: UUID | None = getattr(event, "participant_id", None)
    if participant_id == REMOVED:
        return
    named = event if participant_id is None else replace(event, participant_id=alias_of(participant_id))
    circles.apply_to_circle(named, source, tables)
