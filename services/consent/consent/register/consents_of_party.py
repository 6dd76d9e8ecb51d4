"""Which consents of a programme serve an agency that has left it?"""

from datetime import date
from uuid import UUID

from chassis.decisions.commands import Records
from consent.register.table import reader
from samplan.contracts.codes import Agency


def consents_of_party(programme: str, agency: Agency, granted_until: date, work: Records) -> list[UUID]:
    """Those that name the agency, were granted by that day, and have not ended."""
    rows = work.rows(
        "SELECT c.consent_id FROM consents c JOIN grants g ON g.consent_id = c.consent_id"
        " WHERE g.programme = :programme AND c.agencies LIKE :reader"
        " AND c.granted_on <= :granted_until AND c.ended IS NULL ORDER BY c.consent_id",
        {
            "programme": programme,
            "reader": reader(agency),
            "granted_until": granted_until.isoformat(),
        },
    )
    return [UUID(row["consent_id"]) for row in rows]
