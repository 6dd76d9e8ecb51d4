"""Which teams has a programme, and which open plans has each?"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.projections import Projection
from planning.plan import Plan, PlanFact
from planning.teams.team import Team, TeamFact
from samplan.bus.store.migrations import Migration

MIGRATIONS = (
    Migration(
        "planning-teams-1",
        (
            "CREATE TABLE teams (team_id TEXT PRIMARY KEY, programme TEXT NOT NULL)",
            "CREATE INDEX teams_by_programme ON teams (programme)",
            "CREATE TABLE team_plans (plan_id TEXT PRIMARY KEY, team_id TEXT NOT NULL)",
            "CREATE INDEX team_plans_by_team ON team_plans (team_id)",
        ),
    ),
)


def teams_of(programme: str, work: Records) -> list[UUID]:
    rows = work.rows(
        "SELECT team_id FROM teams WHERE programme = :programme ORDER BY team_id", {"programme": programme}
    )
    return [UUID(row["team_id"]) for row in rows]


def plans_in_each(programme: str, work: Records) -> Mapping[UUID, int]:
    """How many open plans are assigned to each team that has any."""
    rows = work.rows(
        "SELECT team_plans.team_id, COUNT(*) AS plans FROM team_plans"
        " JOIN teams ON teams.team_id = team_plans.team_id WHERE programme = :programme"
        " GROUP BY team_plans.team_id",
        {"programme": programme},
    )
    return {UUID(row["team_id"]): row["plans"] for row in rows}


def plans_of_team(team_id: UUID, work: Records) -> frozenset[str]:
    """The ids of its open plans."""
    rows = work.rows("SELECT plan_id FROM team_plans WHERE team_id = :id", {"id": str(team_id)})
    return frozenset(row["plan_id"] for row in rows)


def _fold(team: Team, _: Sequence[TeamFact], tables: Records) -> None:
    tables.write(
        "INSERT INTO teams VALUES (:id, :programme) ON CONFLICT (team_id) DO NOTHING",
        {"id": str(team.id), "programme": team.programme},
    )


def _fold_plan(plan: Plan, _: Sequence[PlanFact], tables: Records) -> None:
    team_id = plan.coordination.team_on()
    if team_id is None:
        return
    tables.write("DELETE FROM team_plans WHERE plan_id = :id", {"id": str(plan.id)})
    if not plan.has_ended:
        tables.write(
            "INSERT INTO team_plans VALUES (:id, :team_id)", {"id": str(plan.id), "team_id": str(team_id)}
        )


TEAMS_TABLE = Projection(of=Team, facts=(TeamFact,), fold=_fold)
TEAM_PLANS = Projection(of=Plan, facts=(PlanFact,), fold=_fold_plan)
