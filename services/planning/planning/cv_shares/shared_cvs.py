"""Which CVs may an agency share, and with whom?"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.listing import Listing
from chassis.decisions.projections import Projection
from planning.cv_shares.cv_share import CvShare, CvShareFact, CvShareStatus
from planning.plan import Plan, PlanFact
from samplan.bus.store.migrations import Migration

MIGRATIONS = (
    Migration(
        "planning-cv-shares-1",
        (
            """CREATE TABLE cv_shares (
                share_id TEXT PRIMARY KEY, plan_id TEXT NOT NULL, agency TEXT NOT NULL,
                employer_id TEXT NOT NULL, valid_until TEXT NOT NULL, used INTEGER NOT NULL,
                is_plan_open INTEGER NOT NULL)""",
            "CREATE INDEX cv_shares_by_plan ON cv_shares (plan_id)",
            "CREATE INDEX cv_shares_by_day ON cv_shares (valid_until)",
        ),
    ),
)

IN_FORCE = Listing(
    "SELECT share_id, plan_id, agency, employer_id, valid_until, used FROM cv_shares"
    " WHERE agency = :by AND valid_until >= :today AND is_plan_open = 1",
    keys=("valid_until", "share_id"),
)
"""An agency's own, the first to end first."""


def overdue_shares(as_of: date, work: Records) -> list[UUID]:
    """Those that nothing has ended, and whose last day is before that day."""
    rows = work.rows(
        "SELECT share_id FROM cv_shares WHERE valid_until < :as_of ORDER BY valid_until, share_id",
        {"as_of": as_of.isoformat()},
    )
    return [UUID(row["share_id"]) for row in rows]


def _fold(share: CvShare, _: Sequence[CvShareFact], tables: Records) -> None:
    members = {"share_id": str(share.id)}
    if share.status is not CvShareStatus.GRANTED:
        tables.write("DELETE FROM cv_shares WHERE share_id = :share_id", members)
    else:
        tables.write(
            "INSERT INTO cv_shares VALUES"
            " (:share_id, :plan_id, :agency, :employer_id, :valid_until, :used, 1)"
            " ON CONFLICT (share_id) DO UPDATE SET used = excluded.used",
            {
                **members,
                "plan_id": str(share.plan_id),
                "agency": share.owner.value,
                "employer_id": str(share.employer_id),
                "valid_until": share.valid_until.isoformat(),
                "used": len(share.used_on),
            },
        )


def _fold_plan(plan: Plan, _: Sequence[PlanFact], tables: Records) -> None:
    """Nothing is shared of a plan that has ended."""
    tables.write(
        "UPDATE cv_shares SET is_plan_open = :is_open WHERE plan_id = :plan_id AND is_plan_open <> :is_open",
        {"plan_id": str(plan.id), "is_open": int(not plan.has_ended)},
    )


CV_SHARES_TABLE = Projection(of=CvShare, facts=(CvShareFact,), fold=_fold)
CV_SHARES_OF_PLANS = Projection(of=Plan, facts=(PlanFact,), fold=_fold_plan)
