"""P-01: two teams are paired by the agencies that own them."""

from dataclasses import replace
from uuid import UUID

from services.planning.tests.examples import CITY, KEEPER, MARCH_14, PROGRAMME
from services.planning.tests.test_teams import ASKS, FORMED, OTHER, TEAM, team

from planning.teams import Team
from planning.teams.pair_teams import (
    CannotPair,
    PairTeams,
    PartTeams,
    TeamPaired,
    TeamPairingAsked,
    TeamPairingWithdrawn,
    TeamParted,
)
from planning.teams.team import TeamFormed, TeamOfAnother
from samplan.testing import given as specs
from samplan.testing.given import Fact, fact


def of(agency: str, *facts: Fact, programme: str = PROGRAMME) -> Team:
    """The other team."""
    formed = fact(TeamFormed, programme=programme, agency=agency, capacity=40, occurred_on=MARCH_14)
    found: Team = specs.given(formed, *facts, id=OTHER).aggregate(Team)
    return found


def paired(with_team: UUID) -> Fact:
    return fact(TeamPaired, with_team=with_team, occurred_on=MARCH_14)


class TestPairTeams:
    PAIR = PairTeams(**ASKS, with_team=OTHER)
    PART = PartTeams(**ASKS)
    ASKED = fact(TeamPairingAsked, with_team=OTHER, occurred_on=MARCH_14)

    def test_is_recorded_by_both(self) -> None:
        other = of(KEEPER)
        specs.given(FORMED, id=TEAM).when(self.PAIR, other).then(paired(OTHER))
        assert other.paired_with == TEAM

    def test_of_another_agency_waits_until_that_agency_asks_too(self) -> None:
        """P-01: no agency binds the team of another."""
        other = of(CITY)
        asking = specs.given(FORMED, id=TEAM).when(self.PAIR, other)
        asking.then(self.ASKED)
        assert other.paired_with is None
        specs.given(FORMED, self.ASKED, id=TEAM).when(self.PAIR, other).then_nothing()
        of_city = PairTeams(team_id=OTHER, by=CITY, with_team=TEAM, occurred_on=MARCH_14)
        of_city.decide(other, asking.aggregate)
        pair = [(one.paired_with, one.asks_pairing_with) for one in (other, asking.aggregate)]
        assert pair == [(TEAM, None), (OTHER, None)]

    def test_is_refused_with_itself_with_a_third_and_across_programmes(self) -> None:
        for other in (team(), of(KEEPER, paired(UUID(int=3))), of(KEEPER, programme="forsta-steget")):
            specs.given(FORMED, id=TEAM).when(self.PAIR, other).then_refused(CannotPair)

    def test_again_changes_nothing_and_ends_by_parting(self) -> None:
        specs.given(FORMED, paired(OTHER), id=TEAM).when(self.PAIR, of(KEEPER)).then_nothing()
        other = of(CITY, paired(TEAM))
        specs.given(FORMED, paired(OTHER)).when(self.PART, other).then(fact(TeamParted))
        assert other.paired_with is None
        specs.given(FORMED).when(self.PART, None).then_nothing()

    def test_is_withdrawn_until_the_other_agency_has_asked(self) -> None:
        specs.given(FORMED, self.ASKED).when(self.PART, None).then(fact(TeamPairingWithdrawn))

    def test_is_for_the_owner(self) -> None:
        for asked in (self.PAIR, self.PART):
            specs.given(FORMED).when(replace(asked, by=CITY), of(CITY)).then_refused(TeamOfAnother)
