"""Which workshops is a participant invited to? One row an invitation, while the workshop lies ahead."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.projections import Projection
from planning.workshops.workshop import Workshop, WorkshopFact, WorkshopStatus
from samplan.bus.store.migrations import Migration
from samplan.bus.store.transactions import Row

MIGRATIONS = (
    Migration(
        "planning-workshops-1",
        (
            """CREATE TABLE planned_workshops (
                workshop_id TEXT NOT NULL, plan_id TEXT NOT NULL, owner TEXT NOT NULL, workshop TEXT NOT NULL,
                planned_on TEXT NOT NULL, starts_at TEXT NOT NULL, PRIMARY KEY (workshop_id, plan_id))""",
            "CREATE INDEX planned_workshops_by_plan ON planned_workshops (plan_id, planned_on)",
        ),
    ),
)
_AHEAD = """
SELECT owner, workshop, planned_on, starts_at FROM planned_workshops
WHERE plan_id = :plan_id AND planned_on >= :on ORDER BY planned_on, starts_at, workshop_id"""


def workshops_of_plan(plan_id: UUID, on: date, work: Records) -> list[Row]:
    """Those of the day and later, the earliest first."""
    return work.rows(_AHEAD, {"plan_id": str(plan_id), "on": on.isoformat()})


def _fold(workshop: Workshop, _: Sequence[WorkshopFact], tables: Records) -> None:
    tables.write("DELETE FROM planned_workshops WHERE workshop_id = :id", {"id": str(workshop.id)})
    if workshop.status is not WorkshopStatus.PLANNED or workshop.planned_on is None:
        return
    for plan_id in workshop.invited:
        tables.write(
            "INSERT INTO planned_workshops VALUES"
            " (:workshop_id, :plan_id, :owner, :workshop, :planned_on, :starts_at)",
            {
                "workshop_id": str(workshop.id),
                "plan_id": str(plan_id),
                "owner": workshop.owner.value,
                "workshop": workshop.kind.value,
                "planned_on": workshop.planned_on.isoformat(),
                "starts_at": workshop.starts_at,
            },
        )


PLANNED_WORKSHOPS = Projection(of=Workshop, facts=(WorkshopFact,), fold=_fold)
