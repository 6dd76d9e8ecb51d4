"""The read model behind most questions: one row per plan."""

from collections.abc import Iterable, Sequence
from datetime import date

from chassis.decisions.commands import Records
from chassis.decisions.projections import Projection
from planning.plan import Plan, PlanFact
from planning.register import clock_stops
from samplan.bus.store.migrations import Migration
from samplan.contracts.codes import ActivityKind

MIGRATIONS = (
    Migration(
        "planning-1",
        (
            """CREATE TABLE plans (
                plan_id TEXT PRIMARY KEY, referral_id TEXT NOT NULL, participant_id TEXT NOT NULL,
                programme TEXT NOT NULL, open_to TEXT NOT NULL, coordinator TEXT, opened_on TEXT NOT NULL,
                plan_due_on TEXT NOT NULL, missed_deadline INTEGER NOT NULL, agreed_on TEXT, ended_on TEXT,
                activities INTEGER NOT NULL, swedish_studies INTEGER NOT NULL)""",
            "CREATE INDEX plans_by_referral ON plans (referral_id)",
            "CREATE INDEX plans_by_participant ON plans (participant_id)",
            "CREATE INDEX plans_by_due_date ON plans (plan_due_on)",
        ),
    ),
    *clock_stops.MIGRATIONS,
    Migration(
        "planning-study-visit-plans",
        ("ALTER TABLE plans ADD COLUMN study_visit INTEGER NOT NULL DEFAULT 0",),
    ),
)

_FOLD = """
INSERT INTO plans (
    plan_id, referral_id, participant_id, programme, open_to, coordinator, opened_on,
    plan_due_on, missed_deadline, agreed_on, ended_on, activities, swedish_studies, study_visit)
VALUES (
    :plan_id, :referral_id, :participant_id, :programme, :open_to, :coordinator, :opened_on,
    :plan_due_on, :missed_deadline, :agreed_on, :ended_on, :activities, :swedish_studies, :study_visit)
ON CONFLICT (plan_id) DO UPDATE SET
    open_to = excluded.open_to, coordinator = excluded.coordinator, plan_due_on = excluded.plan_due_on,
    missed_deadline = excluded.missed_deadline, agreed_on = excluded.agreed_on,
    ended_on = excluded.ended_on, activities = excluded.activities,
    swedish_studies = excluded.swedish_studies, study_visit = excluded.study_visit"""


def _fold(plan: Plan, _: Sequence[PlanFact], tables: Records) -> None:
    """Write the plan's row."""
    current = plan.current_activities
    studies = [one for one in current if one.kind is ActivityKind.SWEDISH_STUDIES]
    tables.write(
        _FOLD,
        {
            "plan_id": str(plan.id),
            "referral_id": str(plan.referral_id),
            "participant_id": str(plan.participant_id),
            "programme": plan.programme,
            "open_to": readers([plan.kept_by]),  # read by version 0.1.0 alone: the others are the circle's
            "coordinator": plan.coordinator and plan.coordinator.value,
            "opened_on": plan.opened_on.isoformat(),
            "plan_due_on": plan.plan_due_on.isoformat(),
            "missed_deadline": int(plan.has_missed_deadline),
            "agreed_on": _iso(plan.agreement.first_on),
            "ended_on": _iso(plan.ended_on),
            "activities": len(current),
            "study_visit": int(plan.is_study_visit),
            "swedish_studies": sum(not one.is_justified_alone for one in studies),
        },
    )


REGISTER = Projection(of=Plan, facts=(PlanFact,), fold=_fold)


def reader(agency: str) -> str:
    """What `open_to` is matched against for an agency."""
    return f"%,{agency},%"


def readers(agencies: Iterable[str]) -> str:
    """What a column that names agencies holds, as `reader` matches it."""
    return f",{','.join(agencies)},"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
