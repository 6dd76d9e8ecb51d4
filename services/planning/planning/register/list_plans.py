"""The rows of a list that the calling agency may see: the keeper all, others what the circle allows today."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from chassis.decisions.commands import Command, Records
from chassis.decisions.listing import Listing, Page, Place, Row
from planning.disclosing.log_shown import entry_of, log_once_a_day
from planning.office import Office
from planning.register.closed_plans import closed_plans
from planning.register.led_plans import participants_of
from samplan.contracts.codes import Agency, ConsentPurpose
from samplan.privacy.circle.may_know import Allowed, Decision


@dataclass(frozen=True)
class Judged:
    """A row that names a plan and its participant, and whether the circle shows the agency the plan today."""

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
        rows = self.listing.rows_after(work.rows, self.asked, self.place.after)
        judged = judge(rows, self.by, work, office)
        seen = [one for one in judged if self.to_their_own or one.is_shown]
        log_judged(seen[: self.place.limit], self.by, self.role, work)
        return self.listing.cut([{**one.row, "is_shown": one.is_shown} for one in seen], self.place.limit)


def judge(rows: Iterable[Row], by: Agency, work: Records, office: Office) -> Iterator[Judged]:
    """Without the plans whose sharing may have ended in a parked record."""
    listed = list(rows)
    closed = closed_plans(work)
    circles = office.circles_today({UUID(row["participant_id"]) for row in listed}, work)
    for row in listed:
        circle = circles[UUID(row["participant_id"])]
        decision = circle.may_see(by, office.keeper, ConsentPurpose.COORDINATION)
        if UUID(row["plan_id"]) not in closed:
            yield Judged(row, decision, circle.on)


def rows_told_to(by: Agency, rows: Sequence[Row], owner: str, work: Records, office: Office) -> Sequence[Row]:
    """Of rows that name a plan, and in the column `owner` whose record it is: those that `by` may know today.

    The keeper knows of another agency's record under a consent that names both (K4); others are their own.
    """
    others = [row["plan_id"] for row in rows if row[owner] != by]
    if by != office.keeper or not others:
        return rows
    participants = participants_of(others, work)
    circles = office.circles_today(set(participants.values()), work)
    return [
        row
        for row in rows
        if row[owner] == by
        or circles[participants[row["plan_id"]]].tells_keeper(Agency(row[owner]), office.keeper)
    ]


def plans_told_to(
    by: Agency, owner: Agency, plan_ids: Iterable[UUID], work: Records, office: Office
) -> Sequence[UUID]:
    """Of the plans in one record of the owner's: those whose participants `by` may know in it today."""
    rows = [{"plan_id": str(one), "owner": owner} for one in plan_ids]
    return [UUID(row["plan_id"]) for row in rows_told_to(by, rows, "owner", work, office)]


def log_judged(page: Iterable[Judged], by: Agency, role: str, work: Records) -> None:
    """Log what the agency is shown of others, once a day."""
    purpose = ConsentPurpose.COORDINATION
    entries = [
        entry_of(UUID(one.row["participant_id"]), by, role, one.decision, one.on, purpose)
        for one in page
        if isinstance(one.decision, Allowed)
    ]
    log_once_a_day(entries, work)
