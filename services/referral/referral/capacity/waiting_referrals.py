"""Who waits, with the places there are (R-04, R-11)?"""

from chassis.http.dependencies import Store
from chassis.http.paging import Paging
from referral.capacity.capacities import free_places
from referral.lists.whose import Whose
from referral.register.case_view import CaseView
from referral.register.worked_off import WAITING


def list_waiting_referrals(whose: Whose, store: Store, paging: Paging) -> list[CaseView]:
    """Those with income support first, then the longest waiting."""
    rows = paging.rows(WAITING, store.query, whose)
    free = free_places(store)
    return [CaseView(**row, free_places=free.get(row["programme"])) for row in rows]
