"""Which study visits are running, and which must be followed up next (R-07)?"""

from uuid import UUID

from chassis.decisions.work import Work
from referral.domain.referral import Referral
from samplan.bus.store.migrations import Migration
from samplan.bus.store.transactions import Database, Row
from samplan.contracts.codes import Agency

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

_ENTER = """
INSERT INTO study_visits VALUES (
    :referral_id, :started_on, :follow_up_by, :decide_by, :due_on, :followed_up_on, :reminded_days)
ON CONFLICT (referral_id) DO UPDATE SET
    followed_up_on = excluded.followed_up_on, reminded_days = excluded.reminded_days"""

_RUNNING = """
SELECT v.* FROM study_visits v JOIN cases c ON c.referral_id = v.referral_id
WHERE (c.referring_agency = :agency OR :agency = :keeper) AND c.is_protected = 0
ORDER BY v.due_on, v.referral_id LIMIT :limit OFFSET :offset"""


def enter_visit(referral: Referral, work: Work) -> None:
    """Keep the visit's row while it runs."""
    visit = referral.visit
    if visit is None:
        return
    if visit.end is not None:
        leave_visit(referral.id, work)
        return
    work.write(
        _ENTER,
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


def leave_visit(referral_id: UUID, work: Work) -> None:
    work.write("DELETE FROM study_visits WHERE referral_id = :id", {"id": str(referral_id)})


def running_visits(work: Work) -> list[UUID]:
    return [UUID(row["referral_id"]) for row in work.rows("SELECT referral_id FROM study_visits")]


def study_visits(database: Database, agency: Agency, keeper: Agency, *, limit: int, offset: int) -> list[Row]:
    """Those still running, the next one due first."""
    return database.query(
        _RUNNING, {"agency": agency.value, "keeper": keeper.value, "limit": limit, "offset": offset}
    )
