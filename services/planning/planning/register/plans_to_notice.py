"""Which plans are overdue without a record of it?"""

from datetime import date
from uuid import UUID

from chassis.decisions.commands import Records


def plans_to_notice(work: Records, as_of: date) -> list[UUID]:
    """Regardless of which agencies may see them, the longest overdue first."""
    rows = work.rows(
        "SELECT plan_id FROM plans WHERE study_visit = 0 AND agreed_on IS NULL AND ended_on IS NULL"
        " AND missed_deadline = 0 AND plan_due_on < :as_of ORDER BY plan_due_on, plan_id",
        {"as_of": as_of.isoformat()},
    )
    return [UUID(row["plan_id"]) for row in rows]
