"""A consent that was asked for and refused: counted, of nobody (C-02)."""

from datetime import date
from typing import Self
from uuid import UUID

from chassis.decisions.domain import Aggregate, Created, DomainEvent
from samplan.contracts.codes import Agency


class RefusedConsent(Aggregate):
    """Holds a referral and a day. It blocks nothing, and no participant id is issued for it."""

    TOPIC = "consent.RefusedConsent"

    class Event(DomainEvent):
        occurred_on: date

    class ConsentRefused(Created, Event):
        TOPIC = "consent.ConsentRefused"
        referral_id: UUID
        recorded_by: Agency

    def __init__(self, *, referral_id: UUID, recorded_by: Agency, occurred_on: date) -> None:
        self.referral_id = referral_id
        self.recorded_by = recorded_by
        self.refused_on = occurred_on

    @classmethod
    def refuse(cls, consent_id: UUID, *, referral_id: UUID, recorded_by: Agency, on: date) -> Self:
        return cls._create(
            cls.ConsentRefused,
            id=consent_id,
            referral_id=referral_id,
            recorded_by=recorded_by,
            occurred_on=on,
        )
