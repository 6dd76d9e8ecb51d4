"""The rows of a list that the calling agency may see: the keeper all, others what the circle allows today."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends

from chassis.decisions.clock import today
from chassis.decisions.work import Application, Work
from chassis.http.dependencies import TheApplication, TheSettings
from planning.plan import CircleToday
from planning.register.closed_plans import closed_plans
from planning.showing.access import Reader
from samplan.contracts.codes import Agency, ConsentPurpose
from samplan.privacy.circle.circles import circles_of
from samplan.privacy.circle.may_know import Allowed

Rows = list[Mapping[str, Any]]
EVERYTHING = 2**31 - 1


@dataclass(frozen=True)
class ShownRows:
    application: Application
    keeper: Agency
    reader: Agency

    def page(
        self, sql: str, asked: Mapping[str, Any], *, limit: int, page: int, to_their_own: bool = False
    ) -> Rows:
        """`sql` selects `plan_id` and `participant_id`, in the list's order, and ends in LIMIT and OFFSET.

        `to_their_own`: the rows belong to the reader in any case, and each says whether it `is_shown` whole.
        """
        start = (page - 1) * limit
        with self.application.reading() as work:
            if self.reader == self.keeper:
                return work.rows(sql, {**asked, "limit": limit, "offset": start})
            rows = work.rows(sql, {**asked, "limit": EVERYTHING, "offset": 0})
            judged = [row for row in self._judged(rows, work) if to_their_own or row["is_shown"]]
            return judged[start : start + limit]

    def _judged(self, rows: Rows, work: Work) -> Iterator[Mapping[str, Any]]:
        """Without the plans whose sharing may have ended in a parked record."""
        closed = closed_plans(work)
        circles = circles_of({UUID(row["participant_id"]) for row in rows}, work)
        on = today()
        for row in rows:
            circle = CircleToday(circle=circles[UUID(row["participant_id"])], on=on)
            decision = circle.may_see(self.reader, self.keeper, ConsentPurpose.COORDINATION)
            if UUID(row["plan_id"]) not in closed:
                yield {**row, "is_shown": isinstance(decision, Allowed)}


def _shown_rows(caller: Reader, application: TheApplication, settings: TheSettings) -> ShownRows:
    return ShownRows(application, settings.agency, caller.agency)


Shown = Annotated[ShownRows, Depends(_shown_rows)]
