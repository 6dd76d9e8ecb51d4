"""A person whose number was replaced (C-14): two participant ids of one person, and which of them stands."""

from datetime import date
from enum import StrEnum
from typing import Self
from uuid import UUID

from chassis.decisions.domain import Aggregate, Created, DomainEvent
from consent.domain.refusals import BeforeTheReplacement, ReplacementUndone


class ReplacementReason(StrEnum):
    COORDINATION_NUMBER_REPLACED = "coordination_number_replaced"
    CORRECTED = "corrected"
    USED_BY_TWO = "used_by_two"


class Standing(StrEnum):
    """Of which number the participant id stands."""

    OLD = "old"
    NEW = "new"


class NumberReplacement(Aggregate):
    """Decided by a person; no consent is moved by it."""

    TOPIC = "consent.NumberReplacement"

    class Event(DomainEvent):
        occurred_on: date

    class NumberReplaced(Created, Event):
        TOPIC = "consent.NumberReplaced"
        replaced: UUID
        standing: UUID
        reason: ReplacementReason

    class NumberReplacementUndone(Event):
        TOPIC = "consent.NumberReplacementUndone"

        def apply(self, replacement: "NumberReplacement") -> None:
            replacement.undone_on = self.occurred_on

    @classmethod
    def record(
        cls, replacement_id: UUID, *, replaced: UUID, standing: UUID, reason: ReplacementReason, on: date
    ) -> Self:
        return cls._create(
            cls.NumberReplaced,
            id=replacement_id,
            replaced=replaced,
            standing=standing,
            reason=reason,
            occurred_on=on,
        )

    def __init__(
        self, *, replaced: UUID, standing: UUID, reason: ReplacementReason, occurred_on: date
    ) -> None:
        self.replaced = replaced
        self.standing = standing
        self.reason = reason
        self.replaced_on = occurred_on
        self.undone_on: date | None = None

    def undo(self, on: date) -> None:
        """It was linked in error."""
        if self.undone_on is not None:
            raise ReplacementUndone
        if on < self.replaced_on:
            raise BeforeTheReplacement
        self.trigger_event(self.NumberReplacementUndone, occurred_on=on)
