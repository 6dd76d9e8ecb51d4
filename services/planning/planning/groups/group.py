"""A group: the term that it was formed for, its days, and who takes part in it when."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar
from uuid import UUID

from chassis.decisions.domain import Aggregate, Created, DomainEvent
from planning.plan.refusals import NotTheOwner
from samplan.contracts.codes import Agency, InterruptionReason


class GroupOfAnother(NotTheOwner):
    title: ClassVar[str] = "Only the agency that owns the group may change it"


class GroupFact(DomainEvent):
    occurred_on: date


class GroupFormed(Created, GroupFact):
    """`days`: those of its sessions, as the calendar gave them when the group was formed."""

    TOPIC = "planning.GroupFormed"
    programme: str
    agency: Agency
    term: str
    method_book: str
    begins_on: date
    ends_on: date
    days: tuple[date, ...]
    smallest: int
    largest: int

    @property
    def sessions(self) -> int:
        return len(self.days)


@dataclass(frozen=True, kw_only=True)
class Membership:
    plan_id: UUID
    joined_on: date
    left_on: date | None = None
    left_because: InterruptionReason | None = None

    def lasts_on(self, day: date) -> bool:
        """The day of joining and the day of leaving are included."""
        return self.joined_on <= day and (self.left_on is None or day <= self.left_on)


class Group(Aggregate):
    """Owned by the agency that formed it. The keeper of the plans sees it too."""

    TOPIC = "planning.Group"
    Event = GroupFact

    def __init__(
        self,
        *,
        programme: str,
        agency: Agency,
        term: str,
        method_book: str,
        begins_on: date,
        ends_on: date,
        days: tuple[date, ...],
        smallest: int,
        largest: int,
        occurred_on: date,
    ) -> None:
        self.programme = programme
        self.owner = agency
        self.term = term
        self.method_book = method_book
        self.begins_on = begins_on
        self.ends_on = ends_on
        self.days = days
        self.smallest = smallest
        self.largest = largest
        self.formed_on = occurred_on
        self.memberships: tuple[Membership, ...] = ()

    def is_shown_to(self, agency: Agency, keeper: Agency) -> bool:
        return agency in (self.owner, keeper)

    def require_owner(self, agency: Agency) -> None:
        """Raises GroupOfAnother."""
        if agency != self.owner:
            raise GroupOfAnother

    @property
    def present_members(self) -> tuple[Membership, ...]:
        return tuple(one for one in self.memberships if one.left_on is None)

    @property
    def warnings(self) -> tuple[str, ...]:
        """Sizes outside the programme's limits are said, and prevent nothing (P-10)."""
        size = len(self.present_members)
        small = ("group_is_small",) if size < self.smallest else ()
        return (*small, *(("group_is_large",) if size > self.largest else ()))

    def membership_on(self, plan_id: UUID, day: date) -> Membership | None:
        return next((one for one in self.memberships_of(plan_id) if one.lasts_on(day)), None)

    def memberships_of(self, plan_id: UUID) -> Iterator[Membership]:
        """The newest first."""
        return (one for one in reversed(self.memberships) if one.plan_id == plan_id)

    def end_membership(self, plan_id: UUID, on: date, because: InterruptionReason) -> None:
        self.memberships = tuple(
            replace(one, left_on=on, left_because=because)
            if one.plan_id == plan_id and one.left_on is None
            else one
            for one in self.memberships
        )
