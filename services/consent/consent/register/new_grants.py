"""Which grants wait for the agency's yes (C-15)?"""

from chassis.decisions.clock import today
from chassis.http.dependencies import TheApplication
from chassis.http.paging import Limit, Page
from consent.access import Reader
from consent.register.consents_in_force import ConsentInForce
from consent.register.table import IN_FORCE, reader

_NEW = f"""
SELECT c.consent_id, c.participant_id, c.purpose, c.kind, c.agencies, c.granted_on, c.valid_until
FROM consents c JOIN grants g ON g.consent_id = c.consent_id
WHERE {IN_FORCE} AND c.agencies LIKE :reader AND g.granted_by NOT IN ('', :agency)
  AND NOT EXISTS (
    SELECT 1 FROM acknowledged_grants a WHERE a.consent_id = c.consent_id AND a.owner = :agency)
ORDER BY c.granted_on DESC, c.consent_id LIMIT :limit OFFSET :offset"""  # noqa: S608  # a constant of the register


def list_new_grants(
    caller: Reader, application: TheApplication, limit: Limit = 20, page: Page = 1
) -> list[ConsentInForce]:
    """In force today, recorded by another agency, and not yet accepted by the calling one; newest first."""
    asked = {
        "on": today().isoformat(),
        "reader": reader(caller.agency),
        "agency": caller.agency.value,
        "limit": limit,
        "offset": (page - 1) * limit,
    }
    with application.reading() as work:
        return [ConsentInForce.of(row) for row in work.rows(_NEW, asked)]
