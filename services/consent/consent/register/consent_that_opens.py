"""Under which consent may an agency learn the participant's id?"""

from datetime import date
from uuid import UUID

from chassis.decisions.commands import Records
from consent.register.table import IN_FORCE, reader
from samplan.contracts.codes import Agency, ConsentPurpose

_OF_PARTICIPANT = f"""
SELECT c.consent_id FROM consents c
WHERE {IN_FORCE} AND c.participant_id = :participant_id AND c.purpose = :purpose AND c.agencies LIKE :reader
ORDER BY c.valid_until DESC, c.consent_id"""  # noqa: S608  # a constant of the register


def consent_that_opens(
    work: Records, participant_id: UUID, agency: Agency, purpose: ConsentPurpose, on: date
) -> UUID | None:
    """The one that names the agency, is in force for that purpose, and lasts longest."""
    rows = work.rows(
        _OF_PARTICIPANT,
        {
            "on": on.isoformat(),
            "participant_id": str(participant_id),
            "reader": reader(agency),
            "purpose": purpose.value,
        },
    )
    return UUID(rows[0]["consent_id"]) if rows else None
