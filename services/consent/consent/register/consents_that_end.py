"""Which consents have their last day in this period?"""

from datetime import date

from chassis.decisions.listing import Listing
from consent.register.table import IN_FORCE, reader
from samplan.contracts.codes import Agency

ENDING = Listing(
    f"""
SELECT c.consent_id, c.participant_id, c.valid_until FROM consents c
WHERE {IN_FORCE} AND c.agencies LIKE :reader AND c.valid_until <= :until""",  # noqa: S608  # a constant of the register
    keys=("valid_until", "consent_id"),
)
"""The soonest first."""


def that_end(agency: Agency, on: date, until: date) -> dict[str, str]:
    """Those in force on a day that name the agency and end by `until`."""
    return {"on": on.isoformat(), "until": until.isoformat(), "reader": reader(agency)}
