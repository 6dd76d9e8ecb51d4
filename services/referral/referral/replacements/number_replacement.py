"""One person's number was replaced by another (C-14): linked by a case officer, never merged by itself."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Self
from uuid import UUID

from chassis.decisions.domain import Aggregate, Created, DomainEvent, Refused
from referral.case.refusals import BeforeAnEarlierStep


class ReplacementReason(StrEnum):
    COORDINATION_NUMBER_REPLACED = "coordination_number_replaced"
    CORRECTED = "corrected"
    USED_BY_TWO = "used_by_two"


class ReplacementUndone(Refused):
    code = "replacement_undone"
    title: ClassVar[str] = "The replacement has been undone"


class NumberReplacement(Aggregate):
    """`standing` is the person of the new number. The numbers are sealed, each under its person's key."""

    TOPIC = "referral.NumberReplacement"

    class Event(DomainEvent, private=True):
        """Which numbers are one person's is known to the intake office alone."""

    class Recorded(Created, Event):
        TOPIC = "referral.NumberReplaced"
        replaced: UUID
        standing: UUID
        reason: ReplacementReason
        sealed_old: str
        sealed_new: str
        occurred_on: date

    class Undone(Event):
        TOPIC = "referral.NumberReplacementUndone"
        occurred_on: date

        def apply(self, replacement: "NumberReplacement") -> None:
            replacement.undone_on = self.occurred_on

    @classmethod
    def record(
        cls,
        replacement_id: UUID,
        *,
        replaced: UUID,
        standing: UUID,
        reason: ReplacementReason,
        sealed_old: str,
        sealed_new: str,
        on: date,
    ) -> Self:
        return cls._create(
            cls.Recorded,
            id=replacement_id,
            replaced=replaced,
            standing=standing,
            reason=reason,
            sealed_old=sealed_old,
            sealed_new=sealed_new,
            occurred_on=on,
        )

    def __init__(
        self,
        *,
        replaced: UUID,
        standing: UUID,
        reason: ReplacementReason,
        sealed_old: str,
        sealed_new: str,
        occurred_on: date,
    ) -> None:
        self.replaced = replaced
        self.standing = standing
        self.reason = reason
        self.sealed_old = sealed_old
        self.sealed_new = sealed_new
        self.replaced_on = occurred_on
        self.undone_on: date | None = None

    def undo(self, on: date) -> None:
        """It was linked in error."""
        if self.undone_on is not None:
            raise ReplacementUndone
        if on < self.replaced_on:
            raise BeforeAnEarlierStep
        self.trigger_event(self.Undone, occurred_on=on)
