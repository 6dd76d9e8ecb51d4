"""Which plans that we may see were not agreed by the day they were due?"""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Query

from chassis.decisions.clock import today
from chassis.decisions.listing import Listing, Row
from chassis.http.fields import LocalDate, View
from chassis.http.paging import Paging
from planning.register.shown_rows import Shown
from planning.showing.example import row_like
from samplan.contracts.codes import Agency

_OVERDUE = Listing(
    """
SELECT plan_id, participant_id, programme, coordinator, opened_on, plan_due_on,
    COALESCE((SELECT SUM(CASE WHEN last_day < :day THEN last_day ELSE :day END - first_day + 1)
        FROM clock_stops WHERE clock_stops.plan_id = plans.plan_id
        AND first_on > plan_due_on AND first_day <= :day), 0) AS stopped_days
FROM plans
WHERE study_visit = 0 AND agreed_on IS NULL AND ended_on IS NULL AND plan_due_on < :as_of""",
    keys=("plan_due_on", "plan_id"),
)


class OverduePlan(View):
    """A plan that was not agreed by the day it was due. `daysLate` leaves out the `stoppedDays` since."""

    model_config = row_like(coordinator="malmo-ifo", planDueOn="2022-04-02", daysLate=10, stoppedDays=0)

    plan_id: UUID
    programme: str
    coordinator: Agency | None
    opened_on: date
    plan_due_on: date
    days_late: int
    stopped_days: int


def list_overdue_plans(
    shown: Shown,
    paging: Paging,
    as_of: Annotated[LocalDate | None, Query(alias="asOf")] = None,
) -> list[OverduePlan]:
    """Not agreed by the day they were due, the most overdue first. `asOf` is today by default."""
    on = as_of or today()
    rows = shown.page(_OVERDUE, {"as_of": on.isoformat(), "day": on.toordinal()}, paging)
    return [OverduePlan(**row, days_late=_running_days(row, on)) for row in rows]


def _running_days(row: Row, until: date) -> int:
    days: int = (until - date.fromisoformat(row["plan_due_on"])).days - row["stopped_days"]
    return days
