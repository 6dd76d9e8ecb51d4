"""Which intake meetings are ahead?"""

from chassis.decisions.listing import Listing
from chassis.http.dependencies import Store
from chassis.http.paging import Paging
from referral.lists.whose import Whose
from referral.register.case_view import COLUMNS, CaseView
from referral.register.table import SHOWN

_AHEAD = Listing(
    f"""
SELECT {COLUMNS} FROM cases
WHERE {SHOWN} AND step = 'meeting_booked'""",  # noqa: S608  # a constant of our own
    keys=("meeting_on", "referral_id"),
)


def list_intake_meetings(whose: Whose, store: Store, paging: Paging) -> list[CaseView]:
    """The next one first."""
    return [CaseView(**row) for row in paging.rows(_AHEAD, store.query, whose)]
