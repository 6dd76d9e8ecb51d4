"""The rows of a list that the calling agency may see: the keeper all, others what the circle allows today."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from chassis.decisions.commands import Command, Records
from chassis.decisions.listing import Listing, Page, Place, Row
from planning.disclosing.log_shown import entry_of, log_once_a_day
from planning.plan import Office
from planning.register.closed_plans import closed_plans
from samplan.contracts.codes import Agency, ConsentPurpose
from samplan.privacy.circle.may_know import Allowed, Decision


@dataclass(frozen=True)
class _Judged:
    row: Row
    decision: Decision
    on: date

    @property
    def is_shown(self) -> bool:
        return isinstance(self.decision, Allowed)


class ListPlans(Command[Office]):
    """A page of a list. What another agency than the keeper is shown of others is logged first, once a day.

    `listing` selects `plan_id` and `participant_id`.
    `to_their_own`: the rows belong to the reader in any case, and each says whether it `is_shown` whole.
    """

    listing: Listing
    asked: Mapping[str, Any]
    place: Place
    to_their_own: bool
    by: Agency
    role: str

    def carry_out(self, work: Records, office: Office) -> Page:
        if self.by == office.keeper:
            return self.listing.page(work.rows, self.asked, self.place)
        rows = self.listing.rows_after(work.rows, self.asked, self.place)
        judged = [one for one in self._judged(rows, work, office) if self.to_their_own or one.is_shown]
        self._log(judged[: self.place.limit], work)
        seen = [{**one.row, "is_shown": one.is_shown} for one in judged]
        return self.listing.cut(seen, self.place.limit)

    def _judged(self, rows: list[Row], work: Records, office: Office) -> Iterator[_Judged]:
        """Without the plans whose sharing may have ended in a parked record."""
        closed = closed_plans(work)
        circles = office.circles_today({UUID(row["participant_id"]) for row in rows}, work)
        for row in rows:
            circle = circles[UUID(row["participant_id"])]
            decision = circle.may_see(self.by, office.keeper, ConsentPurpose.COORDINATION)
            if UUID(row["plan_id"]) not in closed:
                yield _Judged(row, decision, circle.on)

    def _log(self, page: list[_Judged], work: Records) -> None:
        who, purpose = (self.by, self.role), ConsentPurpose.COORDINATION
        entries = [
            entry_of(UUID(one.row["participant_id"]), *who, one.decision, one.on, purpose)
            for one in page
            if isinstance(one.decision, Allowed)
        ]
        log_once_a_day(entries, work)
