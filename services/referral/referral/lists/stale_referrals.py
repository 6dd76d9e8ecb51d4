"""Which referrals have been without a step for 14 days (R-09)?"""

from datetime import timedelta
from typing import Annotated

from fastapi import Query

from chassis.decisions.clock import today
from chassis.http.dependencies import Store
from chassis.http.fields import LocalDate
from chassis.http.paging import Paging
from referral.lists.whose import Whose
from referral.register.case_view import CaseView
from referral.register.worked_off import STALE

PATIENCE = timedelta(days=14)


def list_stale_referrals(
    whose: Whose,
    store: Store,
    paging: Paging,
    as_of: Annotated[LocalDate | None, Query(alias="asOf")] = None,
) -> list[CaseView]:
    """No step for 14 days by the given date, today when it is left out."""
    since = ((as_of or today()) - PATIENCE).isoformat()
    rows = paging.rows(STALE, store.query, {**whose, "since": since})
    return [CaseView(**row) for row in rows]
