"""Which plan does a participant's next enrolment join? A participant has one open plan in a programme."""

from collections.abc import Sequence
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.projections import Projection
from planning.opening.plan_opened import PlanOpened
from planning.opening.plan_reopened import PlanReopened
from planning.plan import Plan, PlanFact


def open_plan_of(participant_id: UUID, programme: str, work: Records) -> UUID | None:
    """Of two concurrent openings the table's key fails the second: it is retried, and joins."""
    rows = work.rows(
        "SELECT plan_id FROM open_plans WHERE participant_id = :participant_id AND programme = :programme",
        {"participant_id": str(participant_id), "programme": programme},
    )
    return UUID(rows[0]["plan_id"]) if rows else None


def open_plans_of(participant_id: UUID, work: Records) -> list[UUID]:
    """In all programmes."""
    rows = work.rows(
        "SELECT plan_id FROM open_plans WHERE participant_id = :id ORDER BY plan_id",
        {"id": str(participant_id)},
    )
    return [UUID(row["plan_id"]) for row in rows]


def _fold(plan: Plan, facts: Sequence[PlanFact], tables: Records) -> None:
    if plan.has_ended:
        tables.write("DELETE FROM open_plans WHERE plan_id = :plan_id", {"plan_id": str(plan.id)})
    elif any(isinstance(fact, PlanOpened | PlanReopened) for fact in facts):
        tables.write(
            "INSERT INTO open_plans VALUES (:participant_id, :programme, :plan_id)",
            {
                "participant_id": str(plan.participant_id),
                "programme": plan.programme,
                "plan_id": str(plan.id),
            },
        )


OPEN_PLANS = Projection(of=Plan, facts=(PlanFact,), fold=_fold)
