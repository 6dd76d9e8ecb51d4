"""Which consents were given under the participant's id?"""

from uuid import UUID

from chassis.decisions.commands import Records


def consents_of_participant(participant_id: UUID, work: Records) -> list[UUID]:
    """In force or ended, oldest first."""
    rows = work.rows(
        "SELECT consent_id FROM consents WHERE participant_id = :id ORDER BY granted_on, consent_id",
        {"id": str(participant_id)},
    )
    return [UUID(row["consent_id"]) for row in rows]
