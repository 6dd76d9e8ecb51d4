"""Does any consent of the participant name the agency?"""

from uuid import UUID

from chassis.decisions.commands import Records
from consent.register.table import reader
from samplan.contracts.codes import Agency


def names_agency(participant_id: UUID, agency: Agency, work: Records) -> bool:
    """Also one that has ended."""
    named = {"participant_id": str(participant_id), "reader": reader(agency)}
    found = work.rows(
        "SELECT 1 FROM consents WHERE participant_id = :participant_id AND agencies LIKE :reader LIMIT 1",
        named,
    )
    return bool(found)
