"""Which referrals has nobody taken a step with for 14 days (R-09)?"""

from datetime import date, timedelta

from referral.domain.state import CLOSED
from referral.queries.own_referrals import COLUMNS
from samplan.bus.store.transactions import Database, Row
from samplan.contracts.codes import Agency

PATIENCE = timedelta(days=14)

_STALE = f"""
SELECT {COLUMNS} FROM cases
WHERE (referring_agency = :agency OR :agency = :keeper) AND is_protected = 0
  AND step NOT IN ({", ".join(f"'{step.value}'" for step in sorted(CLOSED))}) AND last_step_on <= :since
ORDER BY last_step_on, referral_id LIMIT :limit OFFSET :offset"""  # noqa: S608  # constants of our own


def stale_referrals(
    database: Database, agency: Agency, keeper: Agency, *, as_of: date, limit: int, offset: int
) -> list[Row]:
    """Those left alone longest first."""
    return database.query(
        _STALE,
        {
            "agency": agency.value,
            "keeper": keeper.value,
            "since": (as_of - PATIENCE).isoformat(),
            "limit": limit,
            "offset": offset,
        },
    )
