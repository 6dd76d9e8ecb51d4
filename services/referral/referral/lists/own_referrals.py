"""How far have the referrals come that we may see?"""

from chassis.http.dependencies import Store
from chassis.http.paging import Paging
from referral.lists.whose import Whose
from referral.register.case_view import CaseView
from referral.register.worked_off import OWN


def list_own_referrals(whose: Whose, store: Store, paging: Paging) -> list[CaseView]:
    """Newest first."""
    return [CaseView(**row) for row in paging.rows(OWN, store.query, whose)]
