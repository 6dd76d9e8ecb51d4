"""How far have the referrals come that we may see?"""

from chassis.http.dependencies import Store, TheSettings
from chassis.http.paging import Limit, Page
from referral.access import Reader
from referral.register.case_view import COLUMNS, CaseView

_OWN = f"""
SELECT {COLUMNS} FROM cases WHERE (referring_agency = :agency OR :agency = :keeper) AND is_protected = 0
ORDER BY referred_on DESC, referral_id LIMIT :limit OFFSET :offset"""  # noqa: S608  # a constant of our own


def list_own_referrals(
    caller: Reader, store: Store, settings: TheSettings, limit: Limit = 20, page: Page = 1
) -> list[CaseView]:
    """Newest first."""
    asked = {"agency": caller.agency.value, "keeper": settings.agency.value, "limit": limit}
    return [CaseView(**row) for row in store.query(_OWN, {**asked, "offset": (page - 1) * limit})]
