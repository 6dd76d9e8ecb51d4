"""The teams of a programme, for the agencies that take part in it."""

from collections.abc import Mapping
from uuid import UUID

from chassis.decisions.commands import Command, Records, ShortText
from chassis.decisions.listing import Page, Place
from planning.plan import Office
from planning.teams.capacities import Capacity, capacities
from planning.teams.table import plans_in_each, teams_of
from planning.teams.team import Team
from samplan.contracts.codes import Agency


class AskTeams(Command[Office]):
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
        return self._page({str(one.staffing.team.id): one for one in found})

    def _page(self, found: Mapping[str, Capacity]) -> Page:
        left = [one for one in sorted(found) if (one,) > (self.place.after or ())]
        shown = left[: self.place.limit]
        return Page(
            [{"capacity": found[one]} for one in shown], (shown[-1],) if len(left) > len(shown) else None
        )


class ShowTeam(Command[Office]):
    """To the agencies that take part in its programme."""

    team_id: UUID
    by: Agency

    def carry_out(self, work: Records, office: Office) -> Team:
        """Raises NotFound or NotAParty."""
        team = work.load(Team, self.team_id)
        office.require_party(team.programme, self.by)
        return team
