"""Which plans that we may see were not agreed by the day they were due?"""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Query

from chassis.decisions.clock import today
from chassis.decisions.listing import Listing
from chassis.http.fields import LocalDate, View
from chassis.http.paging import Paging
from planning.register.shown_rows import Shown
from planning.showing.example import row_like
from samplan.contracts.codes import Agency

_OVERDUE = Listing(
    """
SELECT plan_id, participant_id, programme, coordinator, opened_on, plan_due_on FROM plans
WHERE agreed_on IS NULL AND ended_on IS NULL AND plan_due_on < :as_of""",
    keys=("plan_due_on", "plan_id"),
)


class OverduePlan(View):
    """A plan that was not agreed by the day it was due."""

    model_config = row_like(coordinator="malmo-ifo", planDueOn="2022-04-02", daysLate=10)

    plan_id: UUID
    programme: str
    coordinator: Agency | None
    opened_on: date
    plan_due_on: date
    days_late: int


def list_overdue_plans(
    shown: Shown,
    paging: Paging,
    as_of: Annotated[LocalDate | None, Query(alias="asOf")] = None,
) -> list[OverduePlan]:
    """Not agreed by the day they were due, the most overdue first. `asOf` is today by default."""
    on = as_of or today()
    rows = shown.page(_OVERDUE, {"as_of": on.isoformat()}, paging)
    return [OverduePlan(**row, days_late=_days(row["plan_due_on"], on)) for row in rows]


def _days(since: str, until: date) -> int:
    return (until - date.fromisoformat(since)).days
