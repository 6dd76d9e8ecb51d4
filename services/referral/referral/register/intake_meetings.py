"""Which intake meetings are ahead?"""

from chassis.http.dependencies import Store, TheSettings
from chassis.http.paging import Limit, Page
from referral.access import Reader
from referral.register.case_view import COLUMNS, CaseView

_AHEAD = f"""
SELECT {COLUMNS} FROM cases
WHERE (referring_agency = :agency OR :agency = :keeper) AND step = 'meeting_booked' AND is_protected = 0
ORDER BY meeting_on, referral_id LIMIT :limit OFFSET :offset"""  # noqa: S608  # a constant of our own


def list_intake_meetings(
    caller: Reader, store: Store, settings: TheSettings, limit: Limit = 20, page: Page = 1
) -> list[CaseView]:
    """The next one first."""
    asked = {"agency": caller.agency.value, "keeper": settings.agency.value, "limit": limit}
    return [CaseView(**row) for row in store.query(_AHEAD, {**asked, "offset": (page - 1) * limit})]
