"""Whom to turn to at the coordinating agency: a function and its address, never a name (P-01)."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from planning.dates.by_date import ByDate, entered, in_force
from samplan.contracts.codes import Agency


@dataclass(frozen=True, kw_only=True)
class Contact:
    """What the coordinating agency has stated of itself; `sealed` is opened in the vault."""

    agency: Agency
    sealed: str


@dataclass(frozen=True, kw_only=True)
class Cover:
    """Who stands in while the coordinator is absent, both days included."""

    agency: Agency
    sealed: str
    starts_on: date
    until: date

    def holds_on(self, on: date) -> bool:
        return self.starts_on <= on <= self.until


@dataclass(frozen=True, kw_only=True)
class Coordination:
    """What coordinating agencies state of themselves, contacts by date, covers as entered; and the teams."""

    contacts: ByDate[Contact] = ()
    covers: tuple[Cover, ...] = ()
    teams: ByDate[UUID] = ()

    def with_team(self, team_id: UUID, on: date) -> "Coordination":
        return replace(self, teams=entered(self.teams, team_id, on))

    def team_on(self, on: date = date.max) -> UUID | None:
        """Without a day, the present one."""
        return in_force(self.teams, on)

    def with_contact(self, one: Contact, on: date) -> "Coordination":
        return replace(self, contacts=entered(self.contacts, one, on))

    def with_cover(self, one: Cover) -> "Coordination":
        return replace(self, covers=(*self.covers, one))

    def contact_of(self, agency: Agency) -> Contact | None:
        """The latest that the agency has stated by date."""
        own = [one for one, _ in self.contacts if one.agency == agency]
        return own[-1] if own else None

    def cover_on(self, agency: Agency, on: date) -> Cover | None:
        """Of two covers of the agency on one day, the one that was entered last."""
        valid = [one for one in self.covers if one.agency == agency and one.holds_on(on)]
        return valid[-1] if valid else None
