"""Which intake meetings are ahead?"""

from chassis.http.dependencies import Store
from chassis.http.paging import Paging
from referral.lists.whose import Whose
from referral.register.case_view import CaseView
from referral.register.worked_off import AHEAD


def list_intake_meetings(whose: Whose, store: Store, paging: Paging) -> list[CaseView]:
    """The next one first."""
    return [CaseView(**row) for row in paging.rows(AHEAD, store.query, whose)]
