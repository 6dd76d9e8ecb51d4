from typing import ClassVar
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.domain import Refused
from planning.plan import Office
from planning.teams.command import TeamCommand
from planning.teams.team import Team, TeamFact


class CannotPair(Refused):
    code = "cannot_pair"
    title: ClassVar[str] = "Pair two teams of the programme, each without a pair"


class TeamPaired(TeamFact, private=True):
    TOPIC = "planning.TeamPaired"
    with_team: UUID

    def apply(self, team: Team) -> None:
        team.paired_with = self.with_team


class TeamParted(TeamFact, private=True):
    TOPIC = "planning.TeamParted"

    def apply(self, team: Team) -> None:
        team.paired_with = None


class PairTeams(TeamCommand, path="pairing", sv="Slå ihop två team", en="Pair two teams"):
    """By its owner. A role that one of the two fills is filled in both."""

    with_team: UUID

    def carry_out(self, work: Records, office: Office) -> Team:
        team = super().carry_out(work, office)
        other = work.load(Team, self.with_team)
        pair(team, other, self)
        return team

    def decide(self, team: Team) -> None:
        team.require_owner(self.by)


def pair(team: Team, other: Team, asked: PairTeams) -> None:
    """Both record it. Raises CannotPair."""
    if team.paired_with == other.id:
        return
    alone = team.paired_with is None and other.paired_with is None
    if not alone or team.id == other.id or team.programme != other.programme:
        raise CannotPair
    team.trigger_event(TeamPaired, with_team=other.id, occurred_on=asked.occurred_on)
    other.trigger_event(TeamPaired, with_team=team.id, occurred_on=asked.occurred_on)


class PartTeams(TeamCommand, path="parting", sv="Dela ett par av team", en="Part a pair of teams"):
    """By its owner."""

    def carry_out(self, work: Records, office: Office) -> Team:
        team = work.load(Team, self.team_id)
        pair_of = team.paired_with
        super().carry_out(work, office)
        if pair_of is not None:
            work.load(Team, pair_of).trigger_event(TeamParted, occurred_on=self.occurred_on)
        return team

    def decide(self, team: Team) -> None:
        team.require_owner(self.by)
        if team.paired_with is not None:
            team.trigger_event(TeamParted, occurred_on=self.occurred_on)
