"""Which plans that we may see were not agreed by the day they were due?"""

from datetime import date
from uuid import UUID

from chassis.decisions.work import Work
from planning.queries.register import reader
from samplan.bus.store.transactions import Database, Row

_OVERDUE = """
SELECT plan_id, programme, coordinator, opened_on, plan_due_on FROM plans
WHERE open_to LIKE :reader AND agreed_on IS NULL AND ended_on IS NULL AND plan_due_on < :as_of
ORDER BY plan_due_on, plan_id LIMIT :limit OFFSET :offset"""


def overdue_plans(database: Database, agency: str, as_of: date, *, limit: int, offset: int) -> list[Row]:
    """Longest overdue first. A plan is in time on the very day it is due."""
    return database.query(
        _OVERDUE,
        {"reader": reader(agency), "as_of": as_of.isoformat(), "limit": limit, "offset": offset},
    )


def plans_to_notice(work: Work, as_of: date) -> list[UUID]:
    """Overdue plans whose missed deadline is not yet recorded, whoever may see them."""
    rows = work.rows(
        "SELECT plan_id FROM plans WHERE agreed_on IS NULL AND ended_on IS NULL AND missed_deadline = 0"
        " AND plan_due_on < :as_of ORDER BY plan_due_on, plan_id",
        {"as_of": as_of.isoformat()},
    )
    return [UUID(row["plan_id"]) for row in rows]
