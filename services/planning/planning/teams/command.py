"""What the commands on one team have in common."""

import re
from abc import abstractmethod
from datetime import date
from typing import ClassVar
from uuid import UUID

from chassis.decisions.commands import Command, Records
from chassis.decisions.domain import Refused
from planning.plan import Office
from planning.teams.team import Team
from samplan.contracts.codes import Agency

_FUNCTION = re.compile(r"[a-z0-9åäö_-]+@[a-z0-9.-]+")
"""A mailbox without a dot before the @: `first.last` would be a person's."""


class NotAFunction(Refused):
    code = "not_a_functional_address"
    status = 422
    title: ClassVar[str] = "The address is not one of a function: use a shared mailbox, no person's name"


class NotInTheTeam(Refused):
    code = "not_in_the_team"
    title: ClassVar[str] = "Nobody fills this role in the team"


class SeatOfAnother(Refused):
    code = "seat_of_another"
    status = 403
    title: ClassVar[str] = "Another agency fills this role in the team"


def require_function(address: str) -> None:
    """Raises NotAFunction."""
    if not _FUNCTION.fullmatch(address):
        raise NotAFunction


class TeamCommand(Command[Office]):
    """A decision on one team, by an agency of its programme."""

    team_id: UUID
    by: Agency
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> Team:
        """Raises NotFound or NotAParty."""
        team = work.load(Team, self.team_id)
        office.require_party(team.programme, self.by)
        self.decide(team)
        return team

    @abstractmethod
    def decide(self, team: Team) -> None:
        """Refuses, or records facts. Records nothing when the team is already as requested."""
