"""Which plan does an enrolment belong to? A participant has one open plan in a programme."""

from uuid import UUID

from chassis.decisions.work import Work
from planning.domain.plan import Plan
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
            # A plan that two agencies see is shared; of those opened twice before this step, one is kept.
            """INSERT INTO open_plans SELECT participant_id, programme, MIN(plan_id) FROM plans
                WHERE ended_on IS NULL AND open_to LIKE ',%,%,' GROUP BY participant_id, programme""",
        ),
    ),
)


def plan_of(referral_id: UUID, work: Work) -> UUID | None:
    """The plan that the enrolment opened or joined."""
    rows = work.rows("SELECT plan_id FROM enrolments WHERE referral_id = :id", {"id": str(referral_id)})
    return UUID(rows[0]["plan_id"]) if rows else None


def open_plan_of(participant_id: UUID, programme: str, plan_id: UUID, work: Work) -> UUID:
    """Make this the participant's open plan in the programme, unless one already is: then that one."""
    key = {"participant_id": str(participant_id), "programme": programme}
    work.write(
        "INSERT INTO open_plans VALUES (:participant_id, :programme, :plan_id)"
        " ON CONFLICT (participant_id, programme) DO NOTHING",
        {**key, "plan_id": str(plan_id)},
    )
    rows = work.rows(
        "SELECT plan_id FROM open_plans WHERE participant_id = :participant_id AND programme = :programme",
        key,
    )
    return UUID(rows[0]["plan_id"])


def note_enrolment(referral_id: UUID, plan_id: UUID, work: Work) -> None:
    """Remember which plan the enrolment led to."""
    work.write(
        "INSERT INTO enrolments VALUES (:referral_id, :plan_id)",
        {"referral_id": str(referral_id), "plan_id": str(plan_id)},
    )


def close_to_enrolments(plan: Plan, work: Work) -> None:
    """Let the participant's next enrolment open a plan of its own, once this one takes no more."""
    if not plan.takes_enrolments:
        work.write("DELETE FROM open_plans WHERE plan_id = :plan_id", {"plan_id": str(plan.id)})
