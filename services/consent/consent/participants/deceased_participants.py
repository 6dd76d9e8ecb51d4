"""Which participants have died? Nobody is reminded of their consents (C-16)."""

from collections.abc import Sequence
from typing import ClassVar
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.domain import Refused
from chassis.decisions.projections import Projection
from consent.participants.participant import Participant
from consent.participants.record_death import ParticipantDeceased
from samplan.bus.store.migrations import Migration

MIGRATIONS = (
    Migration(
        "consent-deceased-1", ("CREATE TABLE deceased_participants (participant_id TEXT PRIMARY KEY)",)
    ),
)


class ParticipantHasDied(Refused):
    code = "participant_deceased"
    title: ClassVar[str] = "The participant has died"


def _fold(participant: Participant, _: Sequence[ParticipantDeceased], tables: Records) -> None:
    tables.write(
        "INSERT INTO deceased_participants VALUES (:id) ON CONFLICT (participant_id) DO NOTHING",
        {"id": str(participant.id)},
    )


DECEASED_PARTICIPANTS = Projection(of=Participant, facts=(ParticipantDeceased,), fold=_fold)


def has_died(participant_id: UUID, work: Records) -> bool:
    found = work.rows(
        "SELECT 1 FROM deceased_participants WHERE participant_id = :id", {"id": str(participant_id)}
    )
    return bool(found)
