"""Which intake meetings are ahead?"""

from chassis.decisions.listing import Listing
from chassis.http.dependencies import Store, TheSettings
from chassis.http.paging import Paging
from referral.access import Reader
from referral.register.case_view import COLUMNS, CaseView

_AHEAD = Listing(
    f"""
SELECT {COLUMNS} FROM cases
WHERE (referring_agency = :agency OR :agency = :keeper) AND step = 'meeting_booked' AND is_protected = 0""",  # noqa: S608  # a constant of our own
    keys=("meeting_on", "referral_id"),
)


def list_intake_meetings(
    caller: Reader, store: Store, settings: TheSettings, paging: Paging
) -> list[CaseView]:
    """The next one first."""
    asked = {"agency": caller.agency.value, "keeper": settings.agency.value}
    return [CaseView(**row) for row in paging.rows(_AHEAD, store.query, asked)]
