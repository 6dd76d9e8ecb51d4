"""What is asked of a participant and owed to them, for a command that shows it."""

from datetime import date
from uuid import UUID

from chassis.decisions.commands import Records
from samplan.bus.store.transactions import Row
from samplan.contracts.codes import Agency


def open_demands_of(plan_id: UUID, work: Records) -> list[Row]:
    """What is asked of the participant and owed to them in the plan, without words: the earliest first."""
    return work.rows(
        "SELECT kind, agency, owed_by, due_on FROM open_demands WHERE plan_id = :id"
        " ORDER BY due_on, demand_id",
        {"id": str(plan_id)},
    )


def demands_upon(agency: Agency, until: date, work: Records) -> list[Row]:
    """Due by that day, in all plans: those that the agency has set, and those that it owes."""
    return work.rows(
        "SELECT demand_id, plan_id, agency, due_on FROM open_demands"
        " WHERE :agency IN (agency, owed_by) AND due_on <= :until",
        {"agency": agency.value, "until": until.isoformat()},
    )
