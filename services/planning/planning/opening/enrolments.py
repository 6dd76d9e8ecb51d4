"""Which plan did an enrolment open or join?"""

from collections.abc import Sequence
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.projections import Projection
from planning.opening.enrolment_joined import EnrolmentJoined
from planning.opening.plan_opened import PlanOpened
from planning.plan import Plan
from samplan.bus.store.migrations import Migration

MIGRATIONS = (
    Migration(
        "planning-2",
        (
            "CREATE TABLE enrolments (referral_id TEXT PRIMARY KEY, plan_id TEXT NOT NULL)",
            "INSERT INTO enrolments SELECT referral_id, plan_id FROM plans",
            """CREATE TABLE open_plans (
                participant_id TEXT NOT NULL, programme TEXT NOT NULL, plan_id TEXT NOT NULL UNIQUE,
                PRIMARY KEY (participant_id, programme))""",
            # A plan that two agencies see is shared. Of plans opened twice before this step, keep one.
            """INSERT INTO open_plans SELECT participant_id, programme, MIN(plan_id) FROM plans
                WHERE ended_on IS NULL AND open_to LIKE ',%,%,' GROUP BY participant_id, programme""",
        ),
    ),
)


def plan_of(referral_id: UUID, work: Records) -> UUID | None:
    """The plan that the enrolment opened or joined."""
    rows = work.rows("SELECT plan_id FROM enrolments WHERE referral_id = :id", {"id": str(referral_id)})
    return UUID(rows[0]["plan_id"]) if rows else None


def _fold(plan: Plan, facts: Sequence[PlanOpened | EnrolmentJoined], tables: Records) -> None:
    for fact in facts:
        tables.write(
            "INSERT INTO enrolments VALUES (:referral_id, :plan_id)",
            {"referral_id": str(fact.referral_id), "plan_id": str(plan.id)},
        )


ENROLMENTS = Projection[Plan, PlanOpened | EnrolmentJoined](
    of=Plan, facts=(PlanOpened, EnrolmentJoined), fold=_fold
)
