"""Which obstacles do the agencies meet, and how often has each refused something?"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.listing import Listing
from chassis.decisions.projections import Projection
from planning.obstacles.obstacle import Obstacle, ObstacleFact
from planning.obstacles.refusals import RefusalFact, Refusals
from samplan.bus.store.migrations import Migration

MIGRATIONS = (
    Migration(
        "planning-obstacles-1",
        (
            """CREATE TABLE obstacles (
                obstacle_id TEXT PRIMARY KEY, programme TEXT NOT NULL, kind TEXT NOT NULL,
                agency TEXT NOT NULL, rule TEXT, intervention TEXT, reported_on TEXT NOT NULL,
                resolved_on TEXT, recheck_on TEXT)""",
            """CREATE TABLE obstacle_refusals (
                obstacle_id TEXT NOT NULL, refused_on TEXT NOT NULL, refusals INTEGER NOT NULL,
                PRIMARY KEY (obstacle_id, refused_on))""",
        ),
    ),
)

LISTED = Listing(
    """
SELECT obstacle_id, programme, kind, agency, rule, intervention, reported_on, resolved_on, recheck_on,
    (SELECT COALESCE(SUM(refusals), 0) FROM obstacle_refusals AS refused
        WHERE refused.obstacle_id = obstacles.obstacle_id) AS refusals
FROM obstacles
WHERE (resolved_on IS NULL OR :resolved = 1) AND :programme IN (programme, '') AND :agency IN (agency, '')""",
    keys=("reported_on", "obstacle_id"),
)
"""The open ones, and the resolved ones where asked for, the oldest first."""

SMALLEST_SHOWN = 5
"""Fewer refusals are few participants, whom an agency of the programme may recognise."""


def told_count(refusals: int) -> int | None:
    """As another agency than the keeper of plans sees it, whose service has refused: none under five."""
    return refusals if refusals >= SMALLEST_SHOWN else None


_FOLD = """
INSERT INTO obstacles VALUES (:obstacle_id, :programme, :kind, :agency, :rule, :intervention, :reported_on,
    :resolved_on, :recheck_on)
ON CONFLICT (obstacle_id) DO UPDATE SET reported_on = excluded.reported_on,
    resolved_on = excluded.resolved_on, recheck_on = excluded.recheck_on"""

_FOLD_REFUSALS = """
INSERT INTO obstacle_refusals VALUES (:obstacle_id, :refused_on, :refusals)
ON CONFLICT (obstacle_id, refused_on) DO UPDATE SET refusals = excluded.refusals"""


def _fold(obstacle: Obstacle, _: Sequence[ObstacleFact], tables: Records) -> None:
    what = obstacle.what
    tables.write(
        _FOLD,
        {
            "obstacle_id": str(obstacle.id),
            "programme": what.programme,
            "kind": what.kind.value,
            "agency": what.agency.value,
            "rule": what.rule,
            "intervention": what.intervention and what.intervention.value,
            "reported_on": obstacle.reported_on.isoformat(),
            "resolved_on": obstacle.resolved_on and obstacle.resolved_on.isoformat(),
            "recheck_on": obstacle.recheck_on and obstacle.recheck_on.isoformat(),
        },
    )


def _fold_refusals(month: Refusals, _: Sequence[RefusalFact], tables: Records) -> None:
    for day, refusals in month.by_day.items():
        counted = {"refused_on": day.isoformat(), "refusals": refusals}
        tables.write(_FOLD_REFUSALS, {"obstacle_id": str(month.obstacle_id), **counted})


OBSTACLES_TABLE = Projection(of=Obstacle, facts=(ObstacleFact,), fold=_fold)
REFUSALS_TABLE = Projection(of=Refusals, facts=(RefusalFact,), fold=_fold_refusals)


def obstacles_to_recheck(as_of: date, work: Records) -> list[UUID]:
    """Resolved ones whose day of re-check has come."""
    rows = work.rows(
        "SELECT obstacle_id FROM obstacles WHERE recheck_on <= :as_of ORDER BY recheck_on, obstacle_id",
        {"as_of": as_of.isoformat()},
    )
    return [UUID(row["obstacle_id"]) for row in rows]


def last_refused_on(obstacle_id: UUID, work: Records) -> date | None:
    rows = work.rows(
        "SELECT MAX(refused_on) AS last FROM obstacle_refusals WHERE obstacle_id = :id",
        {"id": str(obstacle_id)},
    )
    return date.fromisoformat(rows[0]["last"]) if rows[0]["last"] else None
