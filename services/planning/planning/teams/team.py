"""One team: which agency fills which role by a functional address, and how many participants it takes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from chassis.decisions.domain import Aggregate, Created, DomainEvent
from planning.plan.activity import ResponsibleRole
from planning.plan.refusals import NotTheOwner
from samplan.contracts.codes import Agency


class TeamOfAnother(NotTheOwner):
    title: ClassVar[str] = "Only the agency that formed the team may change it as a whole"


class TeamFact(DomainEvent, private=True):
    """Private: others learn to which team a plan is assigned."""

    occurred_on: date


class TeamFormed(Created, TeamFact, private=True):
    TOPIC = "planning.TeamFormed"
    programme: str
    agency: Agency
    capacity: int


@dataclass(frozen=True, kw_only=True)
class Seat:
    """A role that an agency fills. `address`: of a function there, never of a person."""

    role: ResponsibleRole
    agency: Agency
    address: str


@dataclass(frozen=True, kw_only=True)
class Absence:
    """Both days included. `cover`: the address of the function that stands in, if any does."""

    role: ResponsibleRole
    starts_on: date
    until: date
    cover: str | None

    def lasts_on(self, day: date) -> bool:
        return self.starts_on <= day <= self.until


class Team(Aggregate):
    """Formed by an agency of a programme; each agency fills its own seats. No participant is in it."""

    TOPIC = "planning.Team"
    Event = TeamFact

    def __init__(self, *, programme: str, agency: Agency, capacity: int, occurred_on: date) -> None:
        self.programme = programme
        self.owner = agency
        self.capacity = capacity
        self.formed_on = occurred_on
        self.seats: Mapping[ResponsibleRole, Seat] = {}
        self.absences: tuple[Absence, ...] = ()
        self.paired_with: UUID | None = None
        self.asks_pairing_with: UUID | None = None

    def require_owner(self, agency: Agency) -> None:
        """Raises TeamOfAnother."""
        if agency != self.owner:
            raise TeamOfAnother

    def absence_on(self, role: ResponsibleRole, day: date) -> Absence | None:
        """Of two absences on one day, the one that was entered last."""
        found = [one for one in self.absences if one.role is role and one.lasts_on(day)]
        return found[-1] if found else None

    def filled_on(self, day: date) -> frozenset[ResponsibleRole]:
        """The roles that are filled, also by cover."""
        return frozenset(role for role in self.seats if self._is_filled(role, day))

    def _is_filled(self, role: ResponsibleRole, day: date) -> bool:
        absence = self.absence_on(role, day)
        return absence is None or absence.cover is not None


def missing(
    needed: Collection[ResponsibleRole], team: Team, other: Team | None, day: date
) -> list[ResponsibleRole]:
    """The needed roles that neither the team nor the one that it is paired with fills on the day."""
    filled = team.filled_on(day) | (other.filled_on(day) if other else frozenset())
    return sorted(set(needed) - filled)
