"""A referral that is still being written (R-01). It is that agency's alone, and ends within days."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Self
from uuid import UUID

from chassis.decisions.domain import Aggregate, Created, DomainEvent, NotFound
from samplan.contracts.codes import Agency

KEPT = timedelta(days=30)
"""From the last edit."""


class DraftEnd(StrEnum):
    SUBMITTED = "submitted"
    DISCARDED = "discarded"
    EXPIRED = "expired"


class DraftNotFound(NotFound):
    """There is no such draft: it is another agency's, submitted, discarded or past its 30 days."""


class Draft(Aggregate):
    """`sealed` under a key of its own, which is destroyed when it ends."""

    TOPIC = "referral.Draft"

    class Event(DomainEvent, private=True):
        """Nothing of a draft is published."""

    class Begun(Created, Event):
        TOPIC = "referral.DraftBegun"
        agency: Agency
        sealed: str
        occurred_on: date

    class Edited(Event):
        TOPIC = "referral.DraftEdited"
        sealed: str
        occurred_on: date

        def apply(self, draft: "Draft") -> None:
            draft.sealed = self.sealed
            draft.last_edited_on = self.occurred_on

    class Ended(Event):
        TOPIC = "referral.DraftEnded"
        end: DraftEnd

        def apply(self, draft: "Draft") -> None:
            draft.ended = self.end

    @classmethod
    def start(cls, draft_id: UUID, *, agency: Agency, sealed: str, on: date) -> Self:
        return cls._create(cls.Begun, id=draft_id, agency=agency, sealed=sealed, occurred_on=on)

    def __init__(self, *, agency: Agency, sealed: str, occurred_on: date) -> None:
        self.agency = agency
        self.sealed = sealed
        self.last_edited_on = occurred_on
        self.ended: DraftEnd | None = None

    @property
    def kept_until(self) -> date:
        """Its last day: it is erased on the day after."""
        return self.last_edited_on + KEPT

    def edit(self, sealed: str, on: date) -> None:
        self.trigger_event(self.Edited, sealed=sealed, occurred_on=on)

    def end(self, end: DraftEnd) -> None:
        self.trigger_event(self.Ended, end=end)
