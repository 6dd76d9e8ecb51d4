"""Which exits wait for the answers of other agencies?"""

from collections.abc import Sequence
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.projections import Projection
from planning.ending.propose_exit import ExitProposed
from planning.ending.record_exit import Exited
from planning.ending.withdraw_exit import ExitWithdrawn
from planning.plan import Plan
from samplan.bus.store.migrations import Migration

MIGRATIONS = (
    Migration(
        "planning-proposed-exits-1",
        ("CREATE TABLE proposed_exits (plan_id TEXT PRIMARY KEY, asked_on TEXT NOT NULL)",),
    ),
)


def proposed_exits(work: Records) -> list[UUID]:
    """The plans, the earliest first. One of them may have been entered in error since."""
    rows = work.rows("SELECT plan_id FROM proposed_exits ORDER BY asked_on, plan_id")
    return [UUID(row["plan_id"]) for row in rows]


def _fold(plan: Plan, _: Sequence[ExitProposed | ExitWithdrawn | Exited], tables: Records) -> None:
    tables.write("DELETE FROM proposed_exits WHERE plan_id = :id", {"id": str(plan.id)})
    if proposed := plan.ending.proposed:
        row = {"id": str(plan.id), "asked_on": proposed.asked_on.isoformat()}
        tables.write("INSERT INTO proposed_exits VALUES (:id, :asked_on)", row)


PROPOSED_EXITS = Projection[Plan, ExitProposed | ExitWithdrawn | Exited](
    of=Plan, facts=(ExitProposed, ExitWithdrawn, Exited), fold=_fold
)
