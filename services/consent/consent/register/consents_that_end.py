"""Which consents have their last day in this period?"""

from datetime import date

from chassis.decisions.commands import Records
from consent.register.table import IN_FORCE, reader
from samplan.bus.store.transactions import Row
from samplan.contracts.codes import Agency

_ENDING = f"""
SELECT c.consent_id, c.participant_id, c.valid_until FROM consents c
WHERE {IN_FORCE} AND c.agencies LIKE :reader AND c.valid_until <= :until
ORDER BY c.valid_until, c.consent_id"""  # noqa: S608  # a constant of the register


def consents_that_end(work: Records, agency: Agency, on: date, until: date) -> list[Row]:
    """Those in force on a day that name the agency and end by `until`, the soonest first."""
    asked = {"on": on.isoformat(), "until": until.isoformat(), "reader": reader(agency)}
    return work.rows(_ENDING, asked)
