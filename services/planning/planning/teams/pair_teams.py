from typing import ClassVar
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.domain import Refused
from planning.teams.command import TeamDecision
from planning.teams.team import Team, TeamFact


class CannotPair(Refused):
    code = "cannot_pair"
    title: ClassVar[str] = "Pair two teams of the programme, each without a pair"


class TeamPairingAsked(TeamFact, private=True):
    """Of the agency that owns the other team."""

    TOPIC = "planning.TeamPairingAsked"
    with_team: UUID

    def apply(self, team: Team) -> None:
        team.asks_pairing_with = self.with_team


class TeamPairingWithdrawn(TeamFact, private=True):
    """Before the other agency has asked for it too."""

    TOPIC = "planning.TeamPairingWithdrawn"

    def apply(self, team: Team) -> None:
        team.asks_pairing_with = None


class TeamPaired(TeamFact, private=True):
    TOPIC = "planning.TeamPaired"
    with_team: UUID

    def apply(self, team: Team) -> None:
        team.paired_with, team.asks_pairing_with = self.with_team, None


class TeamParted(TeamFact, private=True):
    TOPIC = "planning.TeamParted"

    def apply(self, team: Team) -> None:
        team.paired_with = None


class PairTeams(TeamDecision, path="pairing", sv="Slå ihop två team", en="Pair two teams"):
    """By its owner. A role that one of the two fills is filled in both.

    Teams of two agencies are a pair once both agencies have asked for it; until then `asksPairingWith` names
    the other team.
    """

    with_team: UUID

    def carry_out_in(self, team: Team, work: Records) -> None:
        self.decide(team, work.load(Team, self.with_team))

    def decide(self, team: Team, other: Team) -> None:
        """Raises TeamOfAnother or CannotPair."""
        team.require_owner(self.by)
        if team.paired_with == other.id:
            return
        alone = team.paired_with is None and other.paired_with is None
        if not alone or team.id == other.id or team.programme != other.programme:
            raise CannotPair
        if self.by == other.owner or other.asks_pairing_with == team.id:
            team.trigger_event(TeamPaired, with_team=other.id, occurred_on=self.occurred_on)
            other.trigger_event(TeamPaired, with_team=team.id, occurred_on=self.occurred_on)
        elif team.asks_pairing_with != other.id:
            team.trigger_event(TeamPairingAsked, with_team=other.id, occurred_on=self.occurred_on)


class PartTeams(TeamDecision, path="parting", sv="Dela ett par av team", en="Part a pair of teams"):
    """By the owner of either. Of a team that asks for a pair, it withdraws that."""

    def carry_out_in(self, team: Team, work: Records) -> None:
        self.decide(team, work.load(Team, team.paired_with) if team.paired_with else None)

    def decide(self, team: Team, other: Team | None) -> None:
        """Raises TeamOfAnother."""
        team.require_owner(self.by)
        if other is not None:
            team.trigger_event(TeamParted, occurred_on=self.occurred_on)
            other.trigger_event(TeamParted, occurred_on=self.occurred_on)
        elif team.asks_pairing_with is not None:
            team.trigger_event(TeamPairingWithdrawn, occurred_on=self.occurred_on)
