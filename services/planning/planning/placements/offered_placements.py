"""Which placements has a participant been offered, and what became of them?"""

from collections.abc import Collection, Sequence
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.listing import rows_among
from chassis.decisions.projections import Projection
from planning.placements.placement import Placement, PlacementFact
from samplan.bus.store.migrations import Migration
from samplan.bus.store.transactions import Row
from samplan.contracts.codes import Agency

MIGRATIONS = (
    Migration(
        "planning-placements-1",
        (
            """CREATE TABLE placements (
                placement_id TEXT PRIMARY KEY, plan_id TEXT NOT NULL, owner TEXT NOT NULL,
                period INTEGER NOT NULL, purpose TEXT NOT NULL, status TEXT NOT NULL, begins_on TEXT NOT NULL,
                ends_on TEXT NOT NULL, started_on TEXT, ended_on TEXT, led_to TEXT)""",
            "CREATE INDEX placements_by_plan ON placements (plan_id, period)",
        ),
    ),
)
_OFFERED = """
SELECT placement_id, plan_id, owner AS owner_agency, period, purpose, status, begins_on, ends_on, started_on,
    ended_on, led_to FROM placements"""


def placements_of_plan(plan_id: UUID, work: Records) -> list[Row]:
    """By period."""
    return work.rows(
        f"{_OFFERED} WHERE plan_id = :id ORDER BY period, begins_on, placement_id", {"id": str(plan_id)}
    )


def placements_of_plans(plan_ids: Collection[UUID], by: Agency, keeper: Agency, work: Records) -> list[Row]:
    """Those that the agency has offered, to the keeper all."""
    asked = f"{_OFFERED} WHERE plan_id IN (:among) AND (owner = :by OR :by = :keeper)"
    by_plan = {"by": by.value, "keeper": keeper.value}
    return list(rows_among(work.rows, asked, [str(one) for one in plan_ids], by_plan))


def _fold(placement: Placement, _: Sequence[PlacementFact], tables: Records) -> None:
    tables.write(
        "INSERT INTO placements VALUES (:placement_id, :plan_id, :owner, :period, :purpose, :status,"
        " :begins_on, :ends_on, :started_on, :ended_on, :led_to) ON CONFLICT (placement_id) DO UPDATE SET"
        " status = excluded.status, started_on = excluded.started_on, ended_on = excluded.ended_on,"
        " led_to = excluded.led_to",
        {
            "placement_id": str(placement.id),
            "plan_id": str(placement.plan_id),
            "owner": placement.owner.value,
            "period": placement.period,
            "purpose": placement.purpose.value,
            "status": placement.status.value,
            "begins_on": placement.begins_on.isoformat(),
            "ends_on": placement.ends_on.isoformat(),
            "started_on": placement.started_on and placement.started_on.isoformat(),
            "ended_on": placement.ended_on and placement.ended_on.isoformat(),
            "led_to": placement.led_to and placement.led_to.value,
        },
    )


PLACEMENTS_TABLE = Projection(of=Placement, facts=(PlacementFact,), fold=_fold)
