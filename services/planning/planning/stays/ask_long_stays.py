from collections.abc import Iterator
from datetime import date, timedelta

from chassis.decisions.commands import Command, Records
from chassis.decisions.listing import Key, Page, Place
from planning.plan import Office
from planning.register.list_plans import judge, log_judged
from planning.stays.stays import running_stays
from samplan.bus.store.transactions import Row
from samplan.contracts.codes import Agency, IncomeSupport


class AskLongStays(Command[Office]):
    """Participants whose stay is beyond the guideline on a day, the longest beyond it first (P-18).

    Days on which the clock was stopped are left out (P-21). Showing another agency is a disclosure.
    """

    as_of: date
    place: Place
    by: Agency
    role: str

    def carry_out(self, work: Records, office: Office) -> Page:
        rows = sorted(self._long_stays(work, office), key=_key)
        left = [row for row in rows if self.place.after is None or _key(row) > self.place.after]
        if self.by == office.keeper:
            return self._page(left)
        judged = [one for one in judge(left, self.by, work, office) if one.is_shown]
        log_judged(judged[: self.place.limit], self.by, self.role, work)
        return self._page([one.row for one in judged])

    def _long_stays(self, work: Records, office: Office) -> Iterator[Row]:
        for row in running_stays(self.as_of, work):
            since, support = date.fromisoformat(row["since"]), IncomeSupport(row["income_support"])
            guideline = office.stay_until(row["programme"], since, support)
            until = guideline and guideline + timedelta(days=row["stopped_days"])
            if until is not None and until < self.as_of:
                yield {**row, "stay_until": until.isoformat()}

    def _page(self, rows: list[Row]) -> Page:
        shown = rows[: self.place.limit]
        return Page(shown, _key(shown[-1]) if len(rows) > len(shown) else None)


def _key(row: Row) -> Key:
    return row["stay_until"], row["plan_id"]
