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

_FUNCTION = re.compile(r"[a-zåäö]+[0-9]*(-[0-9]+)?@[a-z0-9.-]+")
"""One word, and a number at most, before the @: of two words the second may be a person's surname."""


class NotAFunction(Refused):
    code = "not_a_functional_address"
    status = 422
    title: ClassVar[str] = (
        "The address is not one of a function: use a shared mailbox of one word, such as `team-1@…`"
    )


class NotInTheTeam(Refused):
    code = "not_in_the_team"
    title: ClassVar[str] = "Nobody fills this role in the team"


class SeatOfAnother(Refused):
    code = "seat_of_another"
    status = 403
    title: ClassVar[str] = "Another agency fills this role in the team"


def require_function(address: str) -> None:
    """Raises NotAFunction. A person's mailbox of one word passes: its agency answers for it."""
    if not _FUNCTION.fullmatch(address):
        raise NotAFunction


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
