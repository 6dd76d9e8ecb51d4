"""Which emergency accesses have been opened, and of which has the participant not been told?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.listing import Listing
from chassis.decisions.projections import Projection
from consent.emergency.emergency import Emergency, EmergencyAccessConfirmed, ParticipantTold
from samplan.bus.store.migrations import Migration
from samplan.contracts.codes import Agency

MIGRATIONS = (
    Migration(
        "consent-emergency-1",
        (
            """CREATE TABLE emergency_accesses (
                access_id TEXT PRIMARY KEY, participant_id TEXT NOT NULL, agency TEXT NOT NULL,
                programme TEXT NOT NULL, opened_on TEXT NOT NULL, tell_by TEXT NOT NULL, told_on TEXT)""",
            "CREATE INDEX emergencies_by_participant ON emergency_accesses (participant_id)",
        ),
    ),
)

_OPENED = "SELECT agency, opened_on FROM emergency_accesses WHERE participant_id = :id ORDER BY access_id"
TO_TELL = Listing(
    """
SELECT access_id, participant_id, agency, programme, opened_on, tell_by FROM emergency_accesses
WHERE told_on IS NULL AND (agency = :agency OR :agency = :keeper) AND tell_by < :before""",
    keys=("tell_by", "access_id"),
)


@dataclass(frozen=True, kw_only=True)
class Access:
    """The agency's access to what concerns the participant began on that day."""

    participant_id: UUID
    agency: Agency
    opened_on: date


def _fold(
    emergency: Emergency, _: Sequence[EmergencyAccessConfirmed | ParticipantTold], tables: Records
) -> None:
    if emergency.opened_on is None or emergency.tell_by is None:
        return
    tables.write(
        "INSERT INTO emergency_accesses VALUES"
        " (:id, :participant_id, :agency, :programme, :opened_on, :tell_by, :told_on)"
        " ON CONFLICT (access_id) DO UPDATE SET told_on = excluded.told_on",
        {
            "id": str(emergency.id),
            "participant_id": str(emergency.participant_id),
            "agency": emergency.agency.value,
            "programme": emergency.programme,
            "opened_on": emergency.opened_on.isoformat(),
            "tell_by": emergency.tell_by.isoformat(),
            "told_on": emergency.told_on and emergency.told_on.isoformat(),
        },
    )


EMERGENCIES = Projection[Emergency, EmergencyAccessConfirmed | ParticipantTold](
    of=Emergency, facts=(EmergencyAccessConfirmed, ParticipantTold), fold=_fold
)


def accesses_to(participant_ids: Sequence[UUID], work: Records) -> list[Access]:
    """The opened ones, the oldest first."""
    found = [
        Access(
            participant_id=one, agency=Agency(row["agency"]), opened_on=date.fromisoformat(row["opened_on"])
        )
        for one in participant_ids
        for row in work.rows(_OPENED, {"id": str(one)})
    ]
    return sorted(found, key=lambda one: one.opened_on)


def to_tell(agency: Agency, keeper: Agency, *, before: date) -> dict[str, str]:
    """Those of the agency, or all for the keeper. `before`: their last day to tell is earlier."""
    return {"agency": agency.value, "keeper": keeper.value, "before": before.isoformat()}
