"""Which referrals have been without a step for 14 days (R-09)?"""

from datetime import timedelta
from typing import Annotated

from fastapi import Query

from chassis.decisions.clock import today
from chassis.decisions.listing import Listing
from chassis.http.dependencies import Store
from chassis.http.fields import LocalDate
from chassis.http.paging import Paging
from referral.case.step import CLOSED
from referral.lists.whose import Whose
from referral.register.case_view import COLUMNS, CaseView
from referral.register.table import SHOWN

PATIENCE = timedelta(days=14)

_STALE = Listing(
    f"""
SELECT {COLUMNS} FROM cases
WHERE {SHOWN}
  AND step NOT IN ({", ".join(f"'{step.value}'" for step in sorted(CLOSED))}) AND last_step_on <= :since""",  # noqa: S608  # constants of our own
    keys=("last_step_on", "referral_id"),
)


def list_stale_referrals(
    whose: Whose,
    store: Store,
    paging: Paging,
    as_of: Annotated[LocalDate | None, Query(alias="asOf")] = None,
) -> list[CaseView]:
    """No step for 14 days by the given date, today when it is left out."""
    since = ((as_of or today()) - PATIENCE).isoformat()
    rows = paging.rows(_STALE, store.query, {**whose, "since": since})
    return [CaseView(**row) for row in rows]
