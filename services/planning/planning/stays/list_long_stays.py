from collections.abc import Iterator
from datetime import date, timedelta

from chassis.decisions.commands import Command, Records
from chassis.decisions.listing import Key, Page, Place, cut, rows_behind
from planning.office import Office
from planning.register.list_plans import judge, log_judged
from planning.stays.stays import running_stays
from samplan.bus.store.transactions import Row
from samplan.contracts.codes import Agency, IncomeSupport


class ListLongStays(Command[Office]):
    """Participants whose stay is beyond the guideline on a day, the longest beyond it first (P-18).

    Days on which the clock was stopped are left out (P-21). Showing another agency is a disclosure.
    """

    as_of: date
    place: Place
    by: Agency
    role: str

    def carry_out(self, work: Records, office: Office) -> Page:
        left = rows_behind(self._long_stays(work, office), self.place, _key_of)
        if self.by == office.keeper:
            return cut(left, self.place.limit, _key_of)
        judged = [one for one in judge(left, self.by, work, office) if one.is_shown]
        log_judged(judged[: self.place.limit], self.by, self.role, work)
        return cut([one.row for one in judged], self.place.limit, _key_of)

    def _long_stays(self, work: Records, office: Office) -> Iterator[Row]:
        for row in running_stays(self.as_of, work):
            since, support = date.fromisoformat(row["since"]), IncomeSupport(row["income_support"])
            guideline = office.stay_until(row["programme"], since, support)
            until = guideline and guideline + timedelta(days=row["stopped_days"])
            if until is not None and until < self.as_of:
                yield {**row, "stay_until": until.isoformat()}


def _key_of(row: Row) -> Key:
    return row["stay_until"], row["plan_id"]
