"""Since when are participants in the programme, and what did they live on at entry?"""

from collections.abc import Sequence
from datetime import date

from chassis.decisions.commands import Records
from chassis.decisions.projections import Projection
from planning.income_support.record_income_support import IncomeSupportRecorded
from planning.opening.plan_opened import PlanOpened
from planning.opening.programme_entered import ProgrammeEntered
from planning.plan import Plan
from planning.register.clock_stops import stopped_intervals
from planning.register.running_plans import running_plans
from samplan.bus.store.migrations import Migration
from samplan.bus.store.transactions import Row
from samplan.contracts.codes import IncomeSupport, Occasion

MIGRATIONS = (
    Migration(
        "planning-stays",
        (
            """CREATE TABLE stays (
                plan_id TEXT PRIMARY KEY, since TEXT NOT NULL, income_support TEXT NOT NULL)""",
            "INSERT INTO stays SELECT plan_id, opened_on, 'okand' FROM plans WHERE study_visit = 0",
        ),
    ),
)

_BEGUN = "SELECT plan_id, since, income_support FROM stays WHERE since < :on"


def running_stays(on: date, work: Records) -> list[Row]:
    """Those that have not ended, each with the number of days on which its clock was stopped."""
    plans, stops = running_plans(work), stopped_intervals(work)
    return [
        {
            **plans[row["plan_id"]],
            **row,
            "stopped_days": _days(stops.get(row["plan_id"], ()), date.fromisoformat(row["since"]), on),
        }
        for row in work.rows(_BEGUN, {"on": on.isoformat()})
        if row["plan_id"] in plans
    ]


def _days(stops: Sequence[Row], since: date, until: date) -> int:
    """After one day, up to another; the intervals do not overlap."""
    first, last = since.toordinal() + 1, until.toordinal()
    lengths = (min(one["last_day"], last) - max(one["first_day"], first) + 1 for one in stops)
    return sum(max(0, length) for length in lengths)


def _fold(
    plan: Plan, _: Sequence[PlanOpened | ProgrammeEntered | IncomeSupportRecorded], tables: Records
) -> None:
    """Only in the programme: a study visit is no stay (R-07)."""
    if plan.clock.since is None:
        return
    support = plan.income_support.get(Occasion.ENTRY, IncomeSupport.OKAND)
    tables.write(
        "INSERT INTO stays VALUES (:id, :since, :support) ON CONFLICT (plan_id) DO UPDATE"
        " SET since = excluded.since, income_support = excluded.income_support",
        {"id": str(plan.id), "since": plan.clock.since.isoformat(), "support": support.value},
    )


STAYS = Projection[Plan, PlanOpened | ProgrammeEntered | IncomeSupportRecorded](
    of=Plan, facts=(PlanOpened, ProgrammeEntered, IncomeSupportRecorded), fold=_fold
)
