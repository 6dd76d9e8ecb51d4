"""A pause of a programme's intake (R-10), such as the pandemic's from autumn 2020 to late spring 2021."""

from datetime import date
from typing import ClassVar, Self
from uuid import UUID

from chassis.decisions.domain import Aggregate, Created, DomainEvent, Refused
from referral.case.refusals import BeforeAnEarlierStep
from samplan.contracts.codes import PauseReason


class IntakeAlreadyResumed(Refused):
    code = "intake_already_resumed"
    title: ClassVar[str] = "The pause has ended"


class IntakePause(Aggregate):
    """From its first day to the day on which the intake is resumed."""

    TOPIC = "referral.IntakePause"

    class Paused(Created):
        TOPIC = "referral.IntakePaused"
        programme: str
        reason: PauseReason
        occurred_on: date

    class Resumed(DomainEvent):
        TOPIC = "referral.IntakeResumed"
        programme: str
        reason: PauseReason
        occurred_on: date

        def apply(self, pause: "IntakePause") -> None:
            pause.resumed_on = self.occurred_on

    @classmethod
    def pause(cls, pause_id: UUID, programme: str, reason: PauseReason, on: date) -> Self:
        return cls._create(cls.Paused, id=pause_id, programme=programme, reason=reason, occurred_on=on)

    def __init__(self, *, programme: str, reason: PauseReason, occurred_on: date) -> None:
        self.programme = programme
        self.reason = reason
        self.paused_on = occurred_on
        self.resumed_on: date | None = None

    def resume(self, reason: PauseReason, on: date) -> None:
        if self.resumed_on is not None:
            raise IntakeAlreadyResumed
        if on < self.paused_on:
            raise BeforeAnEarlierStep
        self.trigger_event(self.Resumed, programme=self.programme, reason=reason, occurred_on=on)
