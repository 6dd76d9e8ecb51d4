"""What is an agency to do, in all plans?"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from chassis.decisions.commands import Command, Records
from chassis.decisions.listing import Page, Place, cut, rows_behind
from planning.office import Office
from planning.plan.activity import ResponsibleRole
from planning.register.list_plans import judge, log_judged
from planning.teams.programme_teams import plans_of_team
from planning.to_do.own_tasks import own_tasks
from planning.to_do.shared_tasks import shared_tasks
from planning.to_do.task import Asking, key_of
from samplan.bus.store.transactions import Row
from samplan.contracts.codes import Agency


class ListToDo(Command[Office]):
    """By urgency. What rests on a consent is in it while the circle shows the agency the plan, and is logged.

    `until`: the last day of what lies ahead. `responsible`: without the items that another role answers for.
    `team_id`: in the plans of the team alone.
    """

    until: date
    responsible: ResponsibleRole | None
    team_id: UUID | None
    place: Place
    by: Agency
    role: str

    def carry_out(self, work: Records, office: Office) -> Page:
        asking = Asking(by=self.by, keeper=office.keeper, on=office.today(), until=self.until)
        own = self._asked(own_tasks(asking, work), work)
        shared = self._asked(shared_tasks(asking, work, office), work)
        if self.by == office.keeper:
            return self._page([*own, *shared])
        judged = [one for one in judge(shared, self.by, work, office) if one.is_shown]
        page = self._page([*own, *(one.row for one in judged)])
        shown = set(map(key_of, page.rows))
        log_judged((one for one in judged if key_of(one.row) in shown), self.by, self.role, work)
        return page

    def _asked(self, tasks: Iterable[Row], work: Records) -> list[Row]:
        of_team = plans_of_team(self.team_id, work) if self.team_id else None
        return [
            one
            for one in tasks
            if self.responsible in (None, one["responsible_role"] or self.responsible)
            and (of_team is None or one["plan_id"] in of_team)
        ]

    def _page(self, tasks: Iterable[Row]) -> Page:
        return cut(rows_behind(tasks, self.place, key_of), self.place.limit, key_of)
