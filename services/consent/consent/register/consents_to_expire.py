"""Which consents are past their last day?"""

from datetime import date
from uuid import UUID

from chassis.decisions.commands import Records


def consents_to_expire(work: Records, as_of: date) -> list[UUID]:
    """Those whose last day lies before `as_of` and that nothing has ended, longest past first."""
    rows = work.rows(
        "SELECT consent_id FROM consents WHERE ended IS NULL AND valid_until < :as_of"
        " ORDER BY valid_until, consent_id",
        {"as_of": as_of.isoformat()},
    )
    return [UUID(row["consent_id"]) for row in rows]
