"""How far have the referrals come that we may see?"""

from samplan.bus.store.transactions import Database, Row
from samplan.contracts.codes import Agency

COLUMNS = (
    "referral_id, programme, referring_agency, step, referred_on, last_step_on, outcome, meeting_on,"
    " is_going_round"
)

_OWN = f"""
SELECT {COLUMNS} FROM cases WHERE (referring_agency = :agency OR :agency = :keeper) AND is_protected = 0
ORDER BY referred_on DESC, referral_id LIMIT :limit OFFSET :offset"""  # noqa: S608  # a constant of our own


def own_referrals(
    database: Database, agency: Agency, keeper: Agency, *, limit: int, offset: int
) -> list[Row]:
    """Newest first: an agency's own, or for the keeper of the intake all that were sent to it (R-14)."""
    return database.query(
        _OWN, {"agency": agency.value, "keeper": keeper.value, "limit": limit, "offset": offset}
    )
