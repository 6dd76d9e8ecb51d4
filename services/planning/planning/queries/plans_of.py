"""Which plans belong to this referral, or to this participant?"""

from uuid import UUID

from chassis.database import Database, Row
from planning.queries.register import reader

_OF = """
SELECT plan_id, referral_id, participant_id, programme, opened_on, ended_on FROM plans
WHERE open_to LIKE :reader AND (referral_id = :referral_id OR participant_id = :participant_id)
ORDER BY opened_on, plan_id"""


def plans_of(
    database: Database, agency: str, *, referral_id: UUID | None, participant_id: UUID | None
) -> list[Row]:
    """Oldest first; empty when there is none that the agency may know of."""
    return database.query(
        _OF,
        {
            "reader": reader(agency),
            "referral_id": str(referral_id),
            "participant_id": str(participant_id),
        },
    )
