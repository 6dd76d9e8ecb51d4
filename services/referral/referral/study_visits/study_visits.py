"""Which study visits are running, and which must be followed up next (R-07)?"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.projections import Projection
from referral.case.referral import Referral, ReferralFact
from referral.case.step import Step
from samplan.bus.store.migrations import Migration

MIGRATIONS = (
    Migration(
        "study-visits-1",
        (
            """CREATE TABLE study_visits (
                referral_id TEXT PRIMARY KEY, started_on TEXT NOT NULL, follow_up_by TEXT NOT NULL,
                decide_by TEXT NOT NULL, due_on TEXT NOT NULL, followed_up_on TEXT, reminded_days INTEGER)""",
        ),
    ),
)

_PROJECT = """
INSERT INTO study_visits VALUES (
    :referral_id, :started_on, :follow_up_by, :decide_by, :due_on, :followed_up_on, :reminded_days)
ON CONFLICT (referral_id) DO UPDATE SET
    followed_up_on = excluded.followed_up_on, reminded_days = excluded.reminded_days"""


def running_visits(work: Records) -> list[UUID]:
    return [UUID(row["referral_id"]) for row in work.rows("SELECT referral_id FROM study_visits")]


def visits_past(as_of: date, work: Records) -> list[UUID]:
    """Those that are still running after their last day."""
    rows = work.rows("SELECT referral_id FROM study_visits WHERE due_on < :day", {"day": as_of.isoformat()})
    return [UUID(row["referral_id"]) for row in rows]


def _fold(referral: Referral, _: Sequence[ReferralFact], tables: Records) -> None:
    """Keep the visit's row while it runs."""
    visit = referral.visit
    if visit is None:
        return
    if visit.end is not None or referral.step is Step.ENTERED_IN_ERROR:
        tables.write("DELETE FROM study_visits WHERE referral_id = :id", {"id": str(referral.id)})
        return
    tables.write(
        _PROJECT,
        {
            "referral_id": str(referral.id),
            "started_on": visit.started_on.isoformat(),
            "follow_up_by": visit.follow_up_by.isoformat(),
            "decide_by": visit.decide_by.isoformat(),
            "due_on": visit.due_on.isoformat(),
            "followed_up_on": visit.followed_up_on and visit.followed_up_on.isoformat(),
            "reminded_days": max(visit.reminded, default=None),
        },
    )


STUDY_VISITS = Projection(of=Referral, facts=(ReferralFact,), fold=_fold)
