"""Whose turn is it? Income support first, then longest waiting (R-04)."""

from referral.register.case_view import COLUMNS
from samplan.bus.store.transactions import Database, Row
from samplan.contracts.codes import Agency

_WAITING = f"""
SELECT {COLUMNS} FROM cases
WHERE (referring_agency = :agency OR :agency = :keeper)
  AND is_protected = 0 AND step IN ('submitted', 'assessed') AND (outcome IS NULL OR outcome <> 'not_met')
ORDER BY has_income_support DESC, referred_on, referral_id
LIMIT :limit OFFSET :offset"""  # noqa: S608  # a constant of our own


def waiting_referrals(
    database: Database, agency: Agency, keeper: Agency, *, limit: int, offset: int
) -> list[Row]:
    """Referrals that wait for a meeting, in the order in which they are called."""
    return database.query(
        _WAITING, {"agency": agency.value, "keeper": keeper.value, "limit": limit, "offset": offset}
    )
