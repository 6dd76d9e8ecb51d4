"""Who waits, with the places there are (R-04, R-11)?"""

from chassis.http.dependencies import Store, TheSettings
from chassis.http.paging import Paging
from referral.access import Reader
from referral.capacity.capacities import free_places
from referral.register.case_view import CaseView
from referral.register.waiting_referrals import WAITING


def list_waiting_referrals(
    caller: Reader, store: Store, settings: TheSettings, paging: Paging
) -> list[CaseView]:
    """Those with income support first, then the longest waiting."""
    asked = {"agency": caller.agency.value, "keeper": settings.agency.value}
    rows = paging.rows(WAITING, store.query, asked)
    free = free_places(store)
    return [CaseView(**row, free_places=free.get(row["programme"])) for row in rows]
