"""How many participants each team of a programme has room for, and which share of the next ones it gets."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from planning.plan.activity import ResponsibleRole
from planning.teams.team import Team, missing


@dataclass(frozen=True, kw_only=True)
class Staffing:
    """`lacking`: the needed roles that are not filled on the day, in the team or in its pair."""

    team: Team
    participants: int
    needed: int
    lacking: Sequence[ResponsibleRole]

    @property
    def free(self) -> int:
        """Below zero where the team has more participants than it takes."""
        return self.team.capacity - self.participants

    @property
    def weight(self) -> float:
        """Its free places, and of these the part of the needed roles that is filled (P-01)."""
        return max(0, self.free) * (1 - len(self.lacking) / self.needed if self.needed else 1)


@dataclass(frozen=True, kw_only=True)
class Capacity:
    """`share`: of the next participants of the programme, suggested, in per cent."""

    staffing: Staffing
    share: int


def capacities(
    teams: Sequence[Team], plans: Mapping[UUID, int], needed: Collection[ResponsibleRole], on: date
) -> list[Capacity]:
    """An understaffed team gets fewer, and one without a free place none."""
    by_id: dict[UUID | None, Team] = {team.id: team for team in teams}
    staffed = [
        Staffing(
            team=team,
            participants=plans.get(team.id, 0),
            needed=len(needed),
            lacking=missing(needed, team, by_id.get(team.paired_with), on),
        )
        for team in teams
    ]
    total = sum(one.weight for one in staffed)
    return [Capacity(staffing=one, share=round(100 * one.weight / total) if total else 0) for one in staffed]
