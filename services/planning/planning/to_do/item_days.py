"""On which day is an agency's item to start or to end? One row an item that has such a day before it."""

from collections.abc import Sequence
from datetime import date

from chassis.decisions.commands import Records
from chassis.decisions.projections import Projection
from planning.plan import Plan, PlanFact
from planning.plan.activity import Activity, ItemStatus
from samplan.bus.store.migrations import Migration
from samplan.bus.store.transactions import Row
from samplan.contracts.codes import Agency

MIGRATIONS = (
    Migration(
        "planning-to-do-1",
        (
            """CREATE TABLE item_days (
                activity_id TEXT PRIMARY KEY, plan_id TEXT NOT NULL, owner TEXT NOT NULL, role TEXT,
                planned_on TEXT NOT NULL, has_started INTEGER NOT NULL)""",
            "CREATE INDEX item_days_by_owner ON item_days (owner, planned_on)",
            "CREATE INDEX item_days_by_plan ON item_days (plan_id)",
        ),
    ),
)


def items_behind(agency: Agency, on: date, work: Records) -> list[Row]:
    """The agency's items that were to start or to end before that day, and have not."""
    return work.rows(
        "SELECT activity_id, plan_id, role, planned_on, has_started FROM item_days"
        " WHERE owner = :agency AND planned_on < :on",
        {"agency": agency.value, "on": on.isoformat()},
    )


def _fold(plan: Plan, _: Sequence[PlanFact], tables: Records) -> None:
    tables.write("DELETE FROM item_days WHERE plan_id = :id", {"id": str(plan.id)})
    items = () if plan.entered_in_error_on else plan.activities.values()
    for one in items:
        day = _day_of(one)
        if day is not None:
            tables.write(
                "INSERT INTO item_days VALUES (:id, :plan_id, :owner, :role, :day, :has_started)",
                {
                    "id": str(one.id),
                    "plan_id": str(plan.id),
                    "owner": one.owner.value,
                    "role": one.responsible_role and one.responsible_role.value,
                    "day": day.isoformat(),
                    "has_started": int(one.has_started),
                },
            )


def _day_of(item: Activity) -> date | None:
    """The end of one that has started, and the start of one that its owner has accepted."""
    if item.is_current:
        return item.planned_to
    return item.begins_on if item.status is ItemStatus.ACCEPTED else None


ITEM_DAYS = Projection(of=Plan, facts=(PlanFact,), fold=_fold)
