"""Who waits, with the places there are (R-04, R-11)?"""

from chassis.http.dependencies import Store, TheSettings
from chassis.http.paging import Limit, Page
from referral.access import Reader
from referral.capacity.capacities import free_places
from referral.register.case_view import CaseView
from referral.register.waiting_referrals import waiting_referrals


def list_waiting_referrals(
    caller: Reader, store: Store, settings: TheSettings, limit: Limit = 20, page: Page = 1
) -> list[CaseView]:
    """Those with income support first, then the longest waiting."""
    rows = waiting_referrals(store, caller.agency, settings.agency, limit=limit, offset=(page - 1) * limit)
    free = free_places(store)
    return [CaseView(**row, free_places=free.get(row["programme"])) for row in rows]
