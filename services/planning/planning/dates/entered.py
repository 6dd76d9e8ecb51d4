"""Who conducted something is one thing, and who entered it, and when, is another (P-23)."""

from dataclasses import dataclass, field
from datetime import date
from typing import TypedDict

from chassis.decisions.domain import DomainEvent
from samplan.contracts.codes import Agency


@dataclass(frozen=True)
class Entry:
    """What was conducted has a day of its own: that of the fact."""

    conducted_by: Agency
    by: Agency
    on: date


class Entered(TypedDict):
    """The members of a fact that say so. They stay here."""

    conducted_by: Agency
    entered_by: Agency
    entered_on: date


class EnteredFact(DomainEvent):
    """Its members are None in what was stored before they were asked."""

    conducted_by: Agency | None = field(default=None, kw_only=True)
    entered_by: Agency | None = field(default=None, kw_only=True)
    entered_on: date | None = field(default=None, kw_only=True)

    @property
    def entry(self) -> Entry | None:
        return entry_of(self.conducted_by, self.entered_by, self.entered_on)


def entry_of(conducted_by: Agency | None, by: Agency | None, on: date | None) -> Entry | None:
    return Entry(conducted_by, by, on) if conducted_by and by and on else None


def entered(by: Agency, today: date, conducted_by: Agency | None = None) -> Entered:
    """By the calling agency, today; conducted by another agency where that is stated."""
    return Entered(conducted_by=conducted_by or by, entered_by=by, entered_on=today)
