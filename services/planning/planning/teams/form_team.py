from dataclasses import field
from datetime import date
from typing import ClassVar
from uuid import UUID, uuid4

from chassis.decisions.commands import Command, Records, ShortText
from chassis.decisions.domain import Refused
from planning.office import Office
from planning.teams.command import TeamCommand
from planning.teams.team import Team, TeamFact, TeamFormed
from samplan.contracts.codes import Agency

MOST = 1000


class ImpossibleCapacity(Refused):
    code = "impossible_capacity"
    status = 422
    title: ClassVar[str] = "The capacity is the number of participants that the team takes: 1 to 1000"


class TeamCapacitySet(TeamFact, private=True):
    TOPIC = "planning.TeamCapacitySet"
    capacity: int

    def apply(self, team: Team) -> None:
        team.capacity = self.capacity


def require_capacity(capacity: int) -> None:
    """Raises ImpossibleCapacity."""
    if not 1 <= capacity <= MOST:
        raise ImpossibleCapacity


class FormTeam(Command[Office], path="", sv="Bilda ett team", en="Form a team", creates=True):
    """By an agency of the programme, which owns it. `capacity`: how many participants it takes."""

    team_id: UUID = field(default_factory=uuid4)
    programme: ShortText
    capacity: int
    by: Agency
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> Team:
        """Raises NoPlanningRule, NotAParty or ImpossibleCapacity."""
        office.require_party(self.programme, self.by)
        require_capacity(self.capacity)
        return work.add(
            Team.begin(
                TeamFormed,
                self.team_id,
                programme=self.programme,
                agency=self.by,
                capacity=self.capacity,
                occurred_on=self.occurred_on,
            )
        )


class SetTeamCapacity(TeamCommand, path="capacity", sv="Ändra teamets kapacitet", en="Set the capacity"):
    """By its owner. Participants who are there already stay."""

    capacity: int

    def decide(self, team: Team) -> None:
        team.require_owner(self.by)
        require_capacity(self.capacity)
        if self.capacity != team.capacity:
            team.trigger_event(TeamCapacitySet, capacity=self.capacity, occurred_on=self.occurred_on)
