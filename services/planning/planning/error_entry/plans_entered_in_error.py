"""Which plans that we took part in were entered in error?"""

from chassis.decisions.work import Work
from planning.domain.plan import Plan
from planning.queries.register import reader
from samplan.bus.store.migrations import Migration
from samplan.bus.store.transactions import Database, Row

MIGRATIONS = (
    Migration(
        "planning-3",
        (
            """CREATE TABLE plans_entered_in_error (
                plan_id TEXT PRIMARY KEY, programme TEXT NOT NULL, entered_in_error_on TEXT NOT NULL,
                told_to TEXT NOT NULL)""",
        ),
    ),
)

_OURS = """
SELECT plan_id, programme, entered_in_error_on FROM plans_entered_in_error WHERE told_to LIKE :reader
ORDER BY entered_in_error_on DESC, plan_id LIMIT :limit OFFSET :offset"""


def plans_entered_in_error(database: Database, agency: str, *, limit: int, offset: int) -> list[Row]:
    """The latest first; nothing of whom they were about."""
    return database.query(_OURS, {"reader": reader(agency), "limit": limit, "offset": offset})


def tell_if_in_error(plan: Plan, work: Work) -> None:
    """Tell whoever took part, though nobody but the keeper may see the plan any more."""
    if plan.entered_in_error_on is not None:
        work.write(
            "INSERT INTO plans_entered_in_error VALUES (:plan_id, :programme, :on, :told_to)"
            " ON CONFLICT (plan_id) DO NOTHING",
            {
                "plan_id": str(plan.id),
                "programme": plan.programme,
                "on": plan.entered_in_error_on.isoformat(),
                "told_to": f",{','.join(sorted(plan.taking_part))},",
            },
        )
