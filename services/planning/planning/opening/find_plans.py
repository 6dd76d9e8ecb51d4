"""Which plans belong to this referral, or to this participant?"""

from uuid import UUID

from planning.queries.register import reader
from samplan.bus.store.transactions import Database, Row

_OF = """
SELECT p.plan_id, e.referral_id, p.participant_id, p.programme, p.opened_on, p.ended_on
FROM plans p JOIN enrolments e ON e.plan_id = p.plan_id
WHERE p.open_to LIKE :reader AND (
    e.referral_id = :referral_id OR p.participant_id = :participant_id AND e.referral_id = p.referral_id)
ORDER BY p.opened_on, p.plan_id"""


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
