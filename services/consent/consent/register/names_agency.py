"""Does a consent of the participant name the agency, and may the agency act on it?"""

from uuid import UUID

from chassis.decisions.commands import Records
from consent.register.table import reader
from samplan.contracts.codes import Agency

_UNACCEPTED = """
SELECT 1 FROM grants WHERE consent_id = :consent_id AND granted_by = :agency
AND NOT EXISTS (SELECT 1 FROM acknowledged_grants WHERE consent_id = :consent_id)"""


def names_agency(participant_id: UUID, agency: Agency, work: Records) -> bool:
    """Also one that has ended; not one that the agency recorded itself and no other agency has accepted."""
    named = {"participant_id": str(participant_id), "reader": reader(agency)}
    found = work.rows(
        "SELECT consent_id FROM consents WHERE participant_id = :participant_id AND agencies LIKE :reader",
        named,
    )
    return any(is_accepted(UUID(row["consent_id"]), agency, work) for row in found)


def is_accepted(consent_id: UUID, agency: Agency, work: Records) -> bool:
    """Whether another agency has accepted the grant, or the agency has not recorded it itself (C-15)."""
    return not work.rows(_UNACCEPTED, {"consent_id": str(consent_id), "agency": agency.value})
