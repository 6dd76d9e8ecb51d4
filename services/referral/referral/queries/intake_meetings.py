"""Which intake meetings are ahead?"""

from referral.queries.own_referrals import COLUMNS
from samplan.bus.store.transactions import Database, Row
from samplan.contracts.codes import Agency

_AHEAD = f"""
SELECT {COLUMNS} FROM cases
WHERE (referring_agency = :agency OR :agency = :keeper) AND step = 'meeting_booked' AND is_protected = 0
ORDER BY meeting_on, referral_id LIMIT :limit OFFSET :offset"""  # noqa: S608  # a constant of our own


def intake_meetings(
    database: Database, agency: Agency, keeper: Agency, *, limit: int, offset: int
) -> list[Row]:
    """Booked and not yet held, the next one first."""
    return database.query(
        _AHEAD, {"agency": agency.value, "keeper": keeper.value, "limit": limit, "offset": offset}
    )
