"""The teams of a programme, for the agencies that take part in it."""

from uuid import UUID

from chassis.decisions.commands import Command, Records, ShortText
from chassis.decisions.listing import Key, Page, Place, Row, cut, rows_behind
from planning.office import Office
from planning.teams.capacities import capacities
from planning.teams.programme_teams import plans_in_each, teams_of
from planning.teams.team import Team
from samplan.contracts.codes import Agency


class ListTeams(Command[Office]):
    """A page of them, with their capacity today: of participants, numbers alone."""

    programme: ShortText
    place: Place
    by: Agency

    def carry_out(self, work: Records, office: Office) -> Page:
        """Raises NoPlanningRule or NotAParty."""
        office.require_party(self.programme, self.by)
        teams = [work.load(Team, one) for one in teams_of(self.programme, work)]
        needed = office.team_roles(self.programme, office.today())
        found = capacities(teams, plans_in_each(self.programme, work), needed, office.today())
        rows = [{"team_id": str(one.staffing.team.id), "capacity": one} for one in found]
        return cut(rows_behind(rows, self.place, _key_of), self.place.limit, _key_of)


class ShowTeam(Command[Office]):
    """To the agencies that take part in its programme."""

    team_id: UUID
    by: Agency

    def carry_out(self, work: Records, office: Office) -> Team:
        """Raises NotFound or NotAParty."""
        team = work.load(Team, self.team_id)
        office.require_party(team.programme, self.by)
        return team


def _key_of(row: Row) -> Key:
    return (row["team_id"],)
