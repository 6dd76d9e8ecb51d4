from typing import ClassVar
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.domain import Refused
from planning.office import LeadingCommand
from planning.office.command import CirclesToday
from planning.plan import Plan, PlanFact
from planning.teams.team import Team


class TeamOfOtherProgramme(Refused):
    code = "team_of_other_programme"
    title: ClassVar[str] = "The plan is in another programme than the team"


class TeamAssigned(PlanFact):
    TOPIC = "planning.TeamAssigned"
    team_id: UUID

    def apply(self, plan: Plan) -> None:
        plan.coordination = plan.coordination.with_team(self.team_id, self.occurred_on)


class AssignTeam(LeadingCommand, path="team", sv="Tilldela ett team", en="Assign a team"):
    """The team that works with the participant; earlier ones stay in the history. No team is too full."""

    team_id: UUID

    def plan_in(self, work: Records, circles: CirclesToday) -> Plan:
        """Also raises NotFound for an unknown team, or TeamOfOtherProgramme."""
        plan = super().plan_in(work, circles)
        if work.load(Team, self.team_id).programme != plan.programme:
            raise TeamOfOtherProgramme
        return plan

    def decide(self, plan: Plan) -> None:
        plan.require_open_on(self.occurred_on)
        if self.team_id != plan.coordination.team_on(self.occurred_on):
            plan.record(TeamAssigned, self.occurred_on, team_id=self.team_id)
