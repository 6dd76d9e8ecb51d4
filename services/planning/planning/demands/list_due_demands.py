from datetime import date

from chassis.decisions.commands import Command, Records
from chassis.decisions.listing import Listing, Page, Place
from planning.office import Office
from planning.register.list_plans import rows_told_to
from samplan.contracts.codes import Agency

_DUE = Listing(
    """
SELECT demand_id, plan_id, agency, kind, owed_by, due_on FROM open_demands
WHERE :agency IN (agency, :keeper) AND due_on <= :by_day""",
    keys=("due_on", "demand_id"),
)


class ListDueDemands(Command[Office]):
    """A page of those that the agency set; for the keeper also what a consent in force opens to it."""

    until: date
    place: Place
    by: Agency

    def carry_out(self, work: Records, office: Office) -> Page:
        asked = {"agency": self.by.value, "keeper": office.keeper.value, "by_day": self.until.isoformat()}
        rows = _DUE.rows_after(work.rows, asked, self.place.after)
        return _DUE.cut(rows_told_to(self.by, rows, "agency", work, office), self.place.limit)
