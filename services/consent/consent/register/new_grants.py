"""Which grants wait for the agency's yes (C-15)?"""

from chassis.decisions.clock import today
from chassis.decisions.listing import Listing
from chassis.http.dependencies import TheApplication
from chassis.http.paging import Paging
from consent.access import Reader
from consent.register.consents_in_force import ConsentInForce
from consent.register.table import IN_FORCE, reader

_NEW = Listing(
    f"""
SELECT c.consent_id, c.participant_id, c.purpose, c.kind, c.agencies, c.granted_on, c.valid_until
FROM consents c JOIN grants g ON g.consent_id = c.consent_id
WHERE {IN_FORCE} AND c.agencies LIKE :reader AND g.granted_by NOT IN ('', :agency)
  AND NOT EXISTS (
    SELECT 1 FROM acknowledged_grants a WHERE a.consent_id = c.consent_id AND a.owner = :agency)""",  # noqa: S608  # a constant of the register
    keys=("granted_on", "consent_id"),
    descending=True,
)


def list_new_grants(caller: Reader, application: TheApplication, paging: Paging) -> list[ConsentInForce]:
    """In force today, recorded by another agency, and not yet accepted by the calling one; newest first."""
    asked = {
        "on": today().isoformat(),
        "reader": reader(caller.agency),
        "agency": caller.agency.value,
    }
    with application.reading() as work:
        return [ConsentInForce.of(row) for row in paging.rows(_NEW, work.rows, asked)]
