"""How far have the referrals come that we may see?"""

from chassis.decisions.listing import Listing
from chassis.http.dependencies import Store, TheSettings
from chassis.http.paging import Paging
from referral.access import Reader
from referral.register.case_view import COLUMNS, CaseView

_OWN = Listing(
    f"""
SELECT {COLUMNS} FROM cases WHERE (referring_agency = :agency OR :agency = :keeper) AND is_protected = 0""",  # noqa: S608  # a constant of our own
    keys=("referred_on", "referral_id"),
    descending=True,
)


def list_own_referrals(caller: Reader, store: Store, settings: TheSettings, paging: Paging) -> list[CaseView]:
    """Newest first."""
    asked = {"agency": caller.agency.value, "keeper": settings.agency.value}
    return [CaseView(**row) for row in paging.rows(_OWN, store.query, asked)]
