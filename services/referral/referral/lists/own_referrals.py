"""How far have the referrals come that we may see?"""

from chassis.decisions.listing import Listing
from chassis.http.dependencies import Store
from chassis.http.paging import Paging
from referral.lists.whose import Whose
from referral.register.case_view import COLUMNS, CaseView
from referral.register.table import SHOWN

_OWN = Listing(
    f"""
SELECT {COLUMNS} FROM cases WHERE {SHOWN}""",  # noqa: S608  # a constant of our own
    keys=("referred_on", "referral_id"),
    descending=True,
)


def list_own_referrals(whose: Whose, store: Store, paging: Paging) -> list[CaseView]:
    """Newest first."""
    return [CaseView(**row) for row in paging.rows(_OWN, store.query, whose)]
