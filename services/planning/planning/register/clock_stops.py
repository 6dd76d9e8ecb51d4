"""On which days are a plan's clocks stopped (P-21)? As intervals that do not overlap."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from chassis.decisions.commands import Records
from chassis.decisions.projections import Projection
from planning.plan import Plan, PlanFact
from samplan.bus.store.migrations import Migration
from samplan.bus.store.transactions import Row

MIGRATIONS = (
    Migration(
        "planning-clock-stops",
        (
            """CREATE TABLE clock_stops (
                plan_id TEXT NOT NULL, first_on TEXT NOT NULL, last_on TEXT NOT NULL,
                first_day INTEGER NOT NULL, last_day INTEGER NOT NULL, PRIMARY KEY (plan_id, first_on))""",
        ),
    ),
)


def stopped_intervals(work: Records) -> Mapping[str, Sequence[Row]]:
    """Of each plan: `first_day` and `last_day` as numbers of days."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in work.rows("SELECT plan_id, first_day, last_day FROM clock_stops"):
        found[row["plan_id"]].append(row)
    return found


def _fold(plan: Plan, _: Sequence[PlanFact], tables: Records) -> None:
    """Also as numbers of days, to count them."""
    if not plan.clock.stops:
        return
    tables.write("DELETE FROM clock_stops WHERE plan_id = :id", {"id": str(plan.id)})
    for first, last in plan.clock.intervals():
        tables.write(
            "INSERT INTO clock_stops VALUES (:id, :first, :last, :first_day, :last_day)",
            {
                "id": str(plan.id),
                "first": first.isoformat(),
                "last": last.isoformat(),
                "first_day": first.toordinal(),
                "last_day": last.toordinal(),
            },
        )


CLOCK_STOPS = Projection(of=Plan, facts=(PlanFact,), fold=_fold)
