"""What the commands on one team have in common."""

from abc import abstractmethod
from datetime import date
from typing import ClassVar
from uuid import UUID

from chassis.decisions.commands import Command, Records
from chassis.decisions.domain import Refused
from planning.office import Office
from planning.teams.team import Team
from samplan.contracts.codes import Agency


class NotInTheTeam(Refused):
    code = "not_in_the_team"
    title: ClassVar[str] = "Nobody fills this role in the team"


class SeatOfAnother(Refused):
    code = "seat_of_another"
    status = 403
    title: ClassVar[str] = "Another agency fills this role in the team"


class TeamDecision(Command[Office]):
    """A decision on one team, by an agency of its programme.

    Its `decide` refuses, or records facts, and records nothing when the team is already as requested.
    """

    team_id: UUID
    by: Agency
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> Team:
        """Raises NotFound or NotAParty."""
        team = work.load(Team, self.team_id)
        office.require_party(team.programme, self.by)
        self.carry_out_in(team, work)
        return team

    @abstractmethod
    def carry_out_in(self, team: Team, work: Records) -> None:
        """Call `decide` with the team and what else it needs: the team that it is paired with."""


class TeamCommand(TeamDecision):
    """One that needs nothing but the team."""

    def carry_out_in(self, team: Team, work: Records) -> None:
        self.decide(team)

    @abstractmethod
    def decide(self, team: Team) -> None: ...
