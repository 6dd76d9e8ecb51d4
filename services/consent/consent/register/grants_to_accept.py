from datetime import date

from chassis.decisions.listing import Listing
from consent.register.table import IN_FORCE, reader
from samplan.contracts.codes import Agency

TO_ACCEPT = Listing(
    f"""
SELECT c.consent_id, c.participant_id, c.purpose, c.kind, c.agencies, c.granted_on, c.valid_until
FROM consents c JOIN grants g ON g.consent_id = c.consent_id
WHERE {IN_FORCE} AND c.agencies LIKE :reader AND g.granted_by NOT IN ('', :agency)
  AND NOT EXISTS (
    SELECT 1 FROM acknowledged_grants a WHERE a.consent_id = c.consent_id AND a.owner = :agency)""",  # noqa: S608  # a constant of the register
    keys=("granted_on", "consent_id"),
    descending=True,
)


def to_accept(agency: Agency, on: date) -> dict[str, str]:
    """In force that day, recorded by another agency, and not yet accepted by this one; newest first."""
    return {"on": on.isoformat(), "reader": reader(agency), "agency": agency.value}
