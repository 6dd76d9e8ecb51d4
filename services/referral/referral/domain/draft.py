"""A referral that somebody is still writing (R-01). It is that agency's alone, and ends within days."""

from datetime import date
from enum import StrEnum
from typing import Self
from uuid import UUID

from chassis.decisions.domain import Aggregate, Created, DomainEvent
from samplan.contracts.codes import Agency


class DraftEnd(StrEnum):
    SUBMITTED = "submitted"
    DISCARDED = "discarded"
    EXPIRED = "expired"


class Draft(Aggregate):
    """`sealed` under a key of its own, which is destroyed when it ends."""

    TOPIC = "referral.Draft"

    class Begun(Created):
        TOPIC = "referral.DraftBegun"
        agency: Agency
        sealed: str
        occurred_on: date

    class Edited(DomainEvent):
        TOPIC = "referral.DraftEdited"
        sealed: str
        occurred_on: date

        def apply(self, draft: "Draft") -> None:
            draft.sealed = self.sealed
            draft.last_edited_on = self.occurred_on

    class Ended(DomainEvent):
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

    def edit(self, sealed: str, on: date) -> None:
        self.trigger_event(self.Edited, sealed=sealed, occurred_on=on)

    def end(self, end: DraftEnd) -> None:
        self.trigger_event(self.Ended, end=end)
