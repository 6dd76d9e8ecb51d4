"""What is asked of a participant and owed to them, for a command that shows it."""

from uuid import UUID

from chassis.decisions.commands import Records
from samplan.bus.store.transactions import Row


def open_demands_of(plan_id: UUID, work: Records) -> list[Row]:
    """What is asked of the participant and owed to them in the plan, without words: the earliest first."""
    return work.rows(
        "SELECT kind, agency, owed_by, due_on FROM open_demands WHERE plan_id = :id"
        " ORDER BY due_on, demand_id",
        {"id": str(plan_id)},
    )
